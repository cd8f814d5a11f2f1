import assert from 'node:assert/strict';
import texts from '../../nodes/locales/en-US/inode-config.json';
import { flowOf } from './support/flow';
import { useBed } from './support/use-bed';
import { useEditor } from './support/use-editor';

const { problem } = texts['inode-config'];

/** What is inside of a subflow runs only as copies, of which the dialogs know none. */
describe('an account inside of a subflow', () => {
  const bed = useBed();
  const editor = useEditor(bed, ({ rdp: { baseUrl, tokenUrl, account } }) => [
    { id: 'subflow', type: 'subflow', name: 'within', info: '', category: '', in: [], out: [] },
    ...flowOf([{ id: 'copy', type: 'subflow:subflow', name: '' }]),
    {
      id: 'inner',
      type: 'rdp-config',
      z: 'subflow',
      name: 'inner',
      baseUrl,
      tokenUrl,
      credentials: account,
    },
  ]);

  it('is tested as any other', async () => {
    const account = await editor.current.openAccount('inner');
    assert.match(await account.ask('inode-test'), /^(Signed in|The user name and the password)/);
    await account.cancel();
  });

  it('says what works outside only', async () => {
    const account = await editor.current.openAccount('inner');
    await account.unfoldAll();
    const form = account.root.locator('#rdp-password');
    for (const input of await form.locator('input').all()) await input.fill('Secret-1');
    await form.locator('button').click();
    const result = form.locator('.form-tips');
    await result.filter({ hasText: problem.inSubflow }).waitFor();
    await account.cancel();
    // The browser's console says as well that Node-RED knows no such account.
    assert.match(bed.current.problems.splice(0).join(), /404/);
  });
});
