import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeptFile } from '../../../src/auth/atomic-file';
import {
  findNewerPassword,
  notePassword,
  type PasswordOwner,
} from '../../../src/auth/password-notes';
import { createSeal, strengthOf } from '../../../src/auth/seal';
import { useFolder } from '../../support/use-folder';

describe('the note of a changed password', () => {
  const inFolder = useFolder();
  const path = () => inFolder('inode-tokens', 'password-user');
  const file = (): KeptFile => ({ path: path() });
  /** What a start with these credentials finds. */
  const find = (by: PasswordOwner) =>
    findNewerPassword(file(), by, (code) => assert.fail(`a problem: ${code}`));
  const owner = (password: string): PasswordOwner => ({
    username: 'user',
    password,
    clientId: 'client',
    clientSecret: '',
  });

  /** Notes that the passwords followed each other. */
  async function note(...passwords: string[]): Promise<void> {
    for (const [index, next] of passwords.slice(1).entries()) {
      await notePassword(file(), owner(passwords[index] ?? ''), next);
    }
  }

  it('gives the new one to whoever has the old one', async () => {
    await note('old', 'new');
    assert.equal(find(owner('old')), 'new');
  });

  it('gives the last one to whoever has any before it', async () => {
    await note('first', 'second', 'third');
    assert.equal(find(owner('first')), 'third');
    assert.equal(find(owner('second')), 'third');
  });

  it('leads back where the first was taken again', async () => {
    await note('first', 'second', 'first');
    assert.equal(find(owner('first')), 'first');
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
      assert.equal(find(other), undefined);
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

  it('does not show how long the password is', async () => {
    const lengths = new Set<number>();
    for (const password of ['', 'x', 'x'.repeat(100), 'ä'.repeat(100)]) {
      await rm(path(), { force: true });
      await note('old', password);
      assert.equal(find(owner('old')), password);
      lengths.add((await stat(path())).size);
    }
    assert.equal(lengths.size, 1);
  });

  it('of a version that did not fill it up is read', async () => {
    const seal = await createSeal(['password', 'user', 'old', 'client', '']);
    await mkdir(dirname(path()));
    await writeFile(path(), `${seal.close('new').toString('base64')}\n`);
    assert.equal(find(owner('old')), 'new');
  });

  it('costs more to guess where there is no client secret', async () => {
    for (const [clientSecret, strength] of [
      ['', 'guessable'],
      ['a secret', 'secret'],
    ]) {
      await rm(path(), { force: true });
      await notePassword(file(), { ...owner('old'), clientSecret: String(clientSecret) }, 'new');
      const line = Buffer.from(await readFile(path(), 'utf8'), 'base64');
      assert.equal(strengthOf(line), strength);
    }
  });

  for (const [what, make, code] of [
    ['a pipe', () => execFileSync('mkfifo', [path()]), 'EINVAL'],
    ['a folder', () => mkdirSync(path()), 'EINVAL'],
  ] as const) {
    it(`with ${what} in its place is reported, and not waited for`, async () => {
      await mkdir(dirname(path()));
      make();
      const problems: string[] = [];
      const found = findNewerPassword(file(), owner('old'), (problem) => problems.push(problem));
      assert.deepEqual([found, problems], [undefined, [code]]);
    });
  }

  it('is not written over others that cannot be read', async () => {
    await mkdir(dirname(path()));
    await symlink(path(), path());
    await assert.rejects(note('old', 'new'), { code: 'ELOOP' });
  });

  it('takes the place of what is not a note', async () => {
    await mkdir(dirname(path()));
    execFileSync('mkfifo', [path()]);
    await note('old', 'new');
    assert.equal(find(owner('old')), 'new');
  });

  it('is no obstacle where it is not there or damaged', async () => {
    assert.equal(find(owner('old')), undefined);
    await note('old', 'new');
    const content = await readFile(path(), 'utf8');
    for (const damaged of ['', '\n\n', 'x', content.slice(0, 40), `x${content.slice(1)}`]) {
      await writeFile(path(), damaged);
      assert.equal(find(owner('old')), undefined);
    }
    await note('old', 'new');
    assert.equal(find(owner('old')), 'new');
  });
});
