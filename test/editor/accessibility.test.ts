import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { ACCOUNT_KINDS } from './support/account-kinds';
import { audit } from './support/audit';
import type { Dialog } from './support/dialog';
import { flowWithAccounts } from './support/flow-with-accounts';
import { changeTheme, followSystem, THEMES } from './support/themes';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

/** What every dialog has from Node-RED itself, and cannot be given a name from here. */
const CORE = [
  // Fields that nobody sees: they catch what browsers fill in by themselves.
  '[id^="red-ui-trap-"]',
  // The tabs of a dialog and its footer have icons without names.
  '.red-ui-tab-link-button',
  '.red-ui-tray-footer',
  // The button of a typed input that opens a larger editor.
  '.red-ui-typedInput-option-expand',
  // The cross that removes a row of a list.
  '.red-ui-editableList-item-remove',
];

/** The working nodes with dialogs of their own, in addition to those that come with an account. */
const FURTHER = ['inode-changes', 'inode-geojson', 'inode-quality', 'inode-request'];

/** Shows what a dialog has only after a choice. */
const COMPLETE: Readonly<Record<string, (dialog: Dialog) => Promise<unknown>>> = {
  'inode-links': (dialog) => dialog.addQueryParameter(),
  'inode-changes': (dialog) => dialog.field('watch').selectOption('only'),
  'inode-request': (dialog) => dialog.field('method').selectOption('POST'),
  'rdp-request': (dialog) => dialog.field('method').selectOption('POST'),
};

/** People who see little, or hear the dialogs, can use them. */
describe('a dialog', () => {
  const bed = useBed();
  const editor = useEditor(bed, (simulator) => [
    ...flowWithAccounts(simulator),
    ...FURTHER.map((type, index) => ({ id: type, type, z: 'tab', x: 340, y: 440 + 80 * index })),
  ]);
  const nodes = [
    ...ACCOUNT_KINDS.map(({ node }) => node),
    ...FURTHER.map((id) => ({ id, type: id })),
  ];

  before(() => followSystem(editor.current.page));
  after(() => changeTheme(editor.current.page, 'light'));

  it('has the same width, however much it explains', async () => {
    const widths = new Set<number | undefined>();
    for (const id of FURTHER) {
      const dialog = await editor.current.openNode(editor.current.node(id));
      widths.add((await dialog.root.boundingBox())?.width);
      await dialog.cancel();
    }
    assert.equal(widths.size, 1, `${[...widths].join(', ')} pixels`);
  });

  for (const { title } of ACCOUNT_KINDS) {
    it(`has nothing that axe finds serious, in any theme: ${title}`, async () => {
      const account = await editor.current.openAccount(title);
      await account.unfoldAll();
      await assertNothingFound(editor.current.page);
      await account.cancel();
    });
  }

  for (const { id, type } of nodes) {
    it(`has nothing that axe finds serious, in any theme: ${type}`, async () => {
      const dialog = await editor.current.openNode(editor.current.node(id));
      await COMPLETE[type]?.(dialog);
      await assertNothingFound(editor.current.page);
      await dialog.cancel();
    });
  }
});

async function assertNothingFound(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await changeTheme(page, theme);
    // Another theme than the first differs in its colors alone.
    const rules = theme === THEMES[0] ? undefined : ['color-contrast'];
    assert.deepEqual(await audit(page, CORE, rules), [], theme);
  }
}
