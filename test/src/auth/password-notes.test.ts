import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import {
  findNewerPassword,
  notePassword,
  type PasswordOwner,
} from '../../../src/auth/password-notes';
import { useFolder } from '../../support/use-folder';

describe('the note of a changed password', () => {
  const inFolder = useFolder();
  const path = () => inFolder('inode-tokens', 'user.password');
  const owner = (password: string): PasswordOwner => ({
    username: 'user',
    password,
    clientId: 'client',
    clientSecret: '',
  });

  /** Notes that the passwords followed each other. */
  async function note(...passwords: string[]): Promise<void> {
    for (const [index, next] of passwords.slice(1).entries()) {
      await notePassword(path(), owner(passwords[index] ?? ''), next);
    }
  }

  it('gives the new one to whoever has the old one', async () => {
    await note('old', 'new');
    assert.equal(findNewerPassword(path(), owner('old')), 'new');
  });

  it('gives the last one to whoever has any before it', async () => {
    await note('first', 'second', 'third');
    assert.equal(findNewerPassword(path(), owner('first')), 'third');
    assert.equal(findNewerPassword(path(), owner('second')), 'third');
  });

  it('leads back where the first was taken again', async () => {
    await note('first', 'second', 'first');
    assert.equal(findNewerPassword(path(), owner('first')), 'first');
  });

  it('gives nothing to anybody else', async () => {
    await note('old', 'new');
    for (const other of [
      owner('new'),
      owner('another one'),
      { ...owner('old'), username: 'x' },
      { ...owner('old'), clientId: 'x' },
      { ...owner('old'), clientSecret: 'x' },
    ]) {
      assert.equal(findNewerPassword(path(), other), undefined);
    }
  });

  it('is for its owner alone, and shows no password', async () => {
    const [old, newer] = [randomUUID(), randomUUID()];
    await note(old, newer);
    assert.equal(((await stat(path())).mode & 0o777).toString(8), '600');
    const content = (await readFile(path(), 'utf8')).trim();
    const text = content + Buffer.from(content, 'base64').toString('latin1');
    assert(!text.includes(old) && !text.includes(newer));
  });

  it('is no obstacle where it is not there or damaged', async () => {
    assert.equal(findNewerPassword(path(), owner('old')), undefined);
    await note('old', 'new');
    const content = await readFile(path(), 'utf8');
    for (const damaged of ['', '\n\n', 'x', content.slice(0, 40), `x${content.slice(1)}`]) {
      await writeFile(path(), damaged);
      assert.equal(findNewerPassword(path(), owner('old')), undefined);
    }
    await note('old', 'new');
    assert.equal(findNewerPassword(path(), owner('old')), 'new');
  });
});
