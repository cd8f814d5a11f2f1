import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { accountFiles } from '../../../src/auth/account-files';
import { replaceFile } from '../../../src/auth/atomic-file';
import { labelOf } from '../../../src/auth/file-label';
import { sweepFiles } from '../../../src/auth/sweep-files';
import { useFolder } from '../../support/use-folder';

describe('orphaned files', () => {
  const inFolder = useFolder();
  const folder = () => inFolder('inode-tokens');
  const label = (account: string) => ({
    type: 'rdp-config',
    account,
    flows: 'flows.json',
    project: '',
    signIn: '',
  });

  async function write(account: string): Promise<void> {
    const { tokens, password } = accountFiles(folder(), label(account));
    for (const file of [tokens, password])
      await replaceFile(file, Buffer.from(`sealed\n${account}`));
  }

  it('are removed by what their labels say, and the others stay', async () => {
    for (const account of ['a', 'b']) await write(account);
    const asked: unknown[] = [];
    await sweepFiles(folder(), (found, isPassword) => {
      asked.push([found, isPassword]);
      return found.account === 'a' && !isPassword;
    });
    assert.deepEqual(asked, [
      [label('a'), true],
      [label('b'), true],
      [label('a'), false],
      [label('b'), false],
    ]);
    assert.deepEqual(await readdir(folder()), ['password-a', 'password-b', 'tokens-b']);
  });

  it('are not those without a label, nor what is not a file', async () => {
    await mkdir(inFolder('inode-tokens', 'tokens-folder'), { recursive: true });
    execFileSync('mkfifo', [inFolder('inode-tokens', 'tokens-pipe')]);
    await writeFile(inFolder('inode-tokens', 'account'), 'inode1');
    const before = await readdir(folder());
    await sweepFiles(folder(), () => true);
    assert.deepEqual(await readdir(folder()), before);
  });

  it('are none in a folder behind a link, which another user directory may have, too', async () => {
    await write('a');
    await symlink(folder(), inFolder('link'));
    await sweepFiles(inFolder('link'), () => true);
    assert.deepEqual(await readdir(folder()), ['password-a', 'tokens-a']);
  });

  it('cause no error where there is no folder', async () => {
    await sweepFiles(folder(), () => true);
  });
});

describe('the label of a file', () => {
  for (const content of [
    '',
    'inode1',
    '{',
    'null\n',
    '[]\n',
    '{"type":"a","account":"b","flows":"c","project":"d"}\n',
    '{"type":"a","account":5,"flows":"c","project":"d","signIn":"e"}\n',
  ]) {
    it(`is not in ${JSON.stringify(content)}`, () => {
      assert.equal(labelOf(Buffer.from(content)), undefined);
    });
  }
});
