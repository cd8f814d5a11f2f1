import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import { account } from '../nodes/support/flow-nodes';
import { EXAMPLES, FlowFile } from '../support/flow-file';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const PACKAGE = '@inode-flows/node-red-inode';

/** Whatever is imported or dragged in uses the account that is there. */
describe('the one account of an editor', () => {
  const bed = useBed();
  const editor = useEditor(bed);

  async function importExample(name: string): Promise<void> {
    const dialog = await editor.current.openImport();
    await dialog.showExamples(PACKAGE);
    await dialog.import(name);
  }

  it('is left when all examples have been imported one after the other', async () => {
    for (const file of readdirSync(EXAMPLES)) {
      await editor.current.importFlow(FlowFile.example(parse(file).name).withAccounts({}));
    }
    assert.deepEqual((await editor.current.accounts()).toSorted(), [
      'InnerSpace account (api.innerspace.io)',
      'InnerSpace account (metrics-api.innrspc.com)',
      'RDP account (api.refinitiv.com)',
      'iNode account (sample data)',
    ]);
  });

  it('says in its dialog how many nodes use it', async () => {
    const users = readdirSync(EXAMPLES)
      .map((file) => FlowFile.example(parse(file).name))
      .flatMap((example) => example.nodes('inode-config').flatMap((id) => example.usersOf(id)));
    const dialog = await editor.current.openAccount('iNode account');
    const used = await dialog.root.locator('#inode-users').innerText();
    assert.equal(used, `Used by ${users.length} nodes`);
    await dialog.cancel();
  });

  it('is chosen for a node that is dragged in', async () => {
    const count = await editor.current.nodes.count();
    await editor.current.drag('inode-devices', { x: 700, y: 500 });
    const node = editor.current.nodes.nth(count);
    await editor.current.comesToBe(node, 'right');
    const dialog = await editor.current.openNode(node);
    const chosen = dialog.field('server').locator('option:checked');
    assert.equal(await chosen.innerText(), 'iNode account (sample data)');
    await dialog.cancel();
  });

  it('stays when the last import is undone, and done again', async () => {
    const before = await editor.current.accounts();
    await importExample('Links every minute');
    // It is there already.
    await editor.current.page.getByRole('button', { name: 'Import copy' }).click();
    await editor.current.page.keyboard.press('Control+z');
    await editor.current.page.keyboard.press('Control+Shift+z');
    assert.deepEqual(await editor.current.accounts(), before);
  });
});

describe('an account without a name', () => {
  const bed = useBed();
  const editor = useEditor(bed, ({ baseUrl }) => [
    ...flowOf([]),
    {
      ...account({ id: 'user', baseUrl }),
      credentials: { username: 'traffic@city', password: 'secret' },
    },
    account({ id: 'token', auth: 'token' }),
  ]);

  it('is called by its user, or else by the host of its service', async () => {
    await editor.current.showAccounts();
    // The user name is asked for when the account is shown for the first time.
    await editor.current.openAccount('traffic@city').then((dialog) => dialog.cancel());
    assert.deepEqual((await editor.current.accounts()).toSorted(), [
      'iNode account (inode.smatstraffic.com)',
      'iNode account (traffic@city)',
    ]);
  });
});
