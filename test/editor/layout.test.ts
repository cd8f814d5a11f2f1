import assert from 'node:assert/strict';
import de from '../../nodes/locales/de/inode-config.json';
import es from '../../nodes/locales/es/inode-config.json';
import fr from '../../nodes/locales/fr/inode-config.json';
import { needs } from '../support/needs';
import type { Dialog } from './support/dialog';
import type { Editor } from './support/editor';
import { flowOf } from './support/flow';
import { flowWithAccounts } from './support/flow-with-accounts';
import { hasPinnedFont } from './support/pin-font';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** The languages with the longest labels, and what their accounts say of how to sign in. */
const LANGUAGES = {
  de: de['inode-config'].label.auth,
  es: es['inode-config'].label.auth,
  fr: fr['inode-config'].label.auth,
};

const ACCOUNTS = ['an iNode user name and password', 'an InnerSpace client', 'an RDP user'];

/** Where Node-RED's editor keeps the language that somebody chose. */
const LANGUAGE_KEY = 'editor-language';

/** Pixels of two lines; one takes 20. */
const TWO_LINES = 35;

const SINCE = { field: 'updated_at', parameter: 'since' };

/** Each label is on one line beside its field, whatever the language. */
describe('the labels of the dialogs', () => {
  const bed = useBed();
  const editor = useEditor(bed, (simulator) => [
    ...flowWithAccounts(simulator),
    ...flowOf([
      { id: 'map', type: 'inode-geojson', output: 'worldmap' },
      { id: 'quality', type: 'inode-quality' },
      { id: 'paged', type: 'inode-request', mode: 'list', paging: 'cursor', since: SINCE },
    ]).slice(1),
  ]);

  after(() => speak('en-US', editor.current));

  needs(() => hasPinnedFont(editor.current.page), 'fonts-dejavu-core');

  for (const [language, auth] of Object.entries(LANGUAGES)) {
    it(`are on one line each beside their fields in the language ${language}`, async () => {
      await speak(language, editor.current);
      const [first = '', ...others] = ACCOUNTS;
      const account = await editor.current.openAccount(first);
      const label = account.root.locator('label[for="node-config-input-auth"]');
      assert.equal((await label.innerText()).trim(), auth);
      await assertOneLine(account);
      for (const title of others) await assertOneLine(await editor.current.openAccount(title));
      for (const id of ['map', 'quality', 'paged']) {
        await assertOneLine(await editor.current.openNode(editor.current.node(id)));
      }
    });
  }
});

/**
 * Gives the editor another language, in which it shows the dialogs that are opened from now on;
 * the next page is in that of the browser again.
 */
async function speak(language: string, { page }: Editor): Promise<void> {
  await page.evaluate(`(async () => {
    localStorage.setItem('${LANGUAGE_KEY}', '${language}');
    await new Promise((resolve) => RED.i18n.loadNodeCatalogs(resolve));
    await i18next.changeLanguage('${language}');
    localStorage.removeItem('${LANGUAGE_KEY}');
  })()`);
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
