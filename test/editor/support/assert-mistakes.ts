import assert from 'node:assert/strict';
import type { Dialog } from './dialog';

/** A wrong value of a field, and what the dialog must say of it. */
export type Mistake = [field: string, value: string, says: string];

/**
 * Makes mistakes in an open dialog, and corrects each field with an environment variable, which is
 * never a mistake. Mistakes in the same field must be consecutive.
 */
export async function assertMistakes(dialog: Dialog, mistakes: readonly Mistake[]): Promise<void> {
  for (const [index, [field, value, says]] of mistakes.entries()) {
    assert.equal(await said(dialog, field, value), says, field);
    if (mistakes[index + 1]?.[0] === field) continue;
    await dialog.enter({ [field]: '${' + field.toUpperCase() + '}' });
    await dialog.comesToBe(field, 'right');
  }
}

/** Types a wrong value; resolves to what the dialog says of it. */
export async function said(dialog: Dialog, field: string, value: string): Promise<string> {
  // Something else first: a value that is there already changes nothing.
  if ((await dialog.field(field).inputValue()) === value) await dialog.enter({ [field]: 'x' });
  await dialog.enter({ [field]: value });
  await dialog.comesToBe(field, 'wrong');
  return dialog.problemOf(field);
}
