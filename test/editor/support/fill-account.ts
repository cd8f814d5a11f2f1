import assert from 'node:assert/strict';
import type { Simulator } from '../../../simulator/index';
import type { AccountKind } from './account-kinds';
import type { Dialog } from './dialog';

/** Fills in the dialog of an account so that it signs in at a simulator. */
export async function fillAccount(
  dialog: Dialog,
  { title, auth, accountOf, secrets }: AccountKind,
  simulator: Simulator,
  generation?: string,
): Promise<void> {
  const { addresses, credentials } = accountOf(simulator, generation);
  if (auth !== undefined) await dialog.field('auth').selectOption(auth);
  await assertPasswordFields(dialog, secrets);
  await dialog.enter({ name: title, ...credentials });
  await dialog.unfoldAdvanced();
  await dialog.enter(addresses);
}

/** Checks that a dialog shows dots in the place of secrets. */
export async function assertPasswordFields(
  dialog: Dialog,
  secrets: readonly string[],
): Promise<void> {
  for (const name of secrets) {
    assert.equal(await dialog.field(name).getAttribute('type'), 'password', name);
  }
}
