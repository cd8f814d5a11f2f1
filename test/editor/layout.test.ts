import assert from 'node:assert/strict';
import { needs } from '../support/needs';
import type { Dialog } from './support/dialog';
import type { Editor } from './support/editor';
import { flowOf } from './support/flow';
import { flowWithAccounts } from './support/flow-with-accounts';
import { hasPinnedFont } from './support/pin-font';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The languages with the longest labels. */
const LANGUAGES = ['de', 'es', 'fr'];

const ACCOUNTS = ['an iNode user name and password', 'an InnerSpace client', 'an RDP user'];

/** Where Node-RED's editor keeps the language that somebody chose. */
const LANGUAGE_KEY = 'editor-language';

/** Pixels of two lines; one takes 20. */
const TWO_LINES = 35;

/** Each label is on one line beside its field, whatever the language. */
describe('the labels of the dialogs', () => {
  const bed = useBed();
  const editor = useEditor(bed, (simulator) => [
    ...flowWithAccounts(simulator),
    ...flowOf([
      { id: 'map', type: 'inode-geojson', output: 'worldmap' },
      { id: 'quality', type: 'inode-quality' },
    ]).slice(1),
  ]);

  after(() => editor.current.load());

  needs(() => hasPinnedFont(editor.current.page), 'fonts-dejavu-core');

  for (const language of LANGUAGES) {
    it(`are on one line each beside their fields in the language ${language}`, async () => {
      await loadIn(language, editor.current);
      for (const title of ACCOUNTS) await assertOneLine(await editor.current.openAccount(title));
      for (const id of ['map', 'quality']) {
        await assertOneLine(await editor.current.openNode(editor.current.node(id)));
      }
    });
  }
});

/** Loads the editor in a language; the next load is in that of the browser again. */
async function loadIn(language: string, editor: Editor): Promise<void> {
  const choice = [LANGUAGE_KEY, language] as const;
  await editor.page.evaluate(([key, value]) => localStorage.setItem(key, value), choice);
  await editor.load();
  await editor.page.evaluate(([key]) => localStorage.removeItem(key), choice);
}

async function assertOneLine(dialog: Dialog): Promise<void> {
  await dialog.unfoldAll();
  const wrapped = await dialog.root
    .locator('.form-row > label:not(:has(input))')
    .evaluateAll(
      (labels, limit) =>
        labels
          .filter((label) => label.getBoundingClientRect().height >= limit)
          .map((label) => label.textContent),
      TWO_LINES,
    );
  assert.deepEqual(wrapped, []);
  await dialog.cancel();
}
