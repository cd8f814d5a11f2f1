import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import fc from 'fast-check';
import { accountFiles, isPasswordFile } from '../../../src/auth/account-files';
import {
  type KeptFile,
  readKeptFile,
  readKeptFileSync,
  removeFile,
  replaceFile,
} from '../../../src/auth/atomic-file';
import { createSeal } from '../../../src/auth/seal';
import { useFolder } from '../../support/use-folder';

describe('the files of an account', () => {
  const inFolder = useFolder();
  const folder = () => inFolder('inode-tokens');
  const label = (account: string) => ({
    type: 'inode-config',
    account,
    flows: '',
    project: '',
    signIn: '',
  });
  const filesOf = (account: string) => accountFiles(folder(), label(account));

  /** All names that an account uses. */
  function namesOf(account: string): string[] {
    const { tokens, password } = filesOf(account);
    return [tokens, password].flatMap(({ path }) => [basename(path), `new-${basename(path)}`]);
  }

  it('have names that say what they are for', () => {
    const { tokens, password } = filesOf('tab/one/a.B');
    assert.equal(basename(tokens.path), 'tokens-tab%2fone%2fa%2e%42');
    assert.equal(basename(password.path), 'password-tab%2fone%2fa%2e%42');
    assert.deepEqual(namesOf('x').map(isPasswordFile), [false, false, true, true]);
  });

  it('are in their folder, whatever the id, and those of no other account', () => {
    const ids = [
      '.',
      '..',
      '../x',
      'x',
      'X',
      'x.new',
      'x.password',
      'new-x',
      'tokens-x',
      'a'.repeat(300),
      'a'.repeat(301),
      // The name that a long id is shortened to, as an id.
      basename(filesOf('a'.repeat(300)).tokens.path).slice('tokens-'.length),
      '\ud800',
      '\udfff',
      '\ufffd',
      '\0',
    ];
    const names = ids.flatMap(namesOf).map((name) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    for (const id of ids) assert.equal(dirname(filesOf(id).tokens.path), folder());
  });

  it('have names that every file system takes', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 });
    fc.assert(
      fc.property(units, (codes) => {
        const id = String.fromCharCode(...codes);
        for (const name of namesOf(id)) assert.match(name, /^[a-z0-9_%-]{1,200}$/);
      }),
    );
  });

  describe('of a version that named them by the id alone', () => {
    /** Writes what such a version did, by its own names. */
    async function before(name: string, content: string | Buffer): Promise<void> {
      await mkdir(folder(), { recursive: true });
      await writeFile(inFolder('inode-tokens', name), content);
    }
    const sealed = async (): Promise<Buffer> => (await createSeal(['secret'])).close('kept');

    /** The content that is found, by both ways to read. */
    async function contentOf(file: KeptFile): Promise<Buffer> {
      const content = await readKeptFile(file);
      assert.deepEqual(readKeptFileSync(file), content);
      return content;
    }

    it('are read, and taken over by the next that are written', async () => {
      const [tokens, notes] = [await sealed(), `${(await sealed()).toString('base64')}\n`];
      await before('tab%2Fa', tokens);
      await before('tab%2Fa.password', notes);
      const files = filesOf('tab/a');
      assert.deepEqual(await contentOf(files.tokens), tokens);
      assert.deepEqual(String(await contentOf(files.password)), notes);
      for (const file of [files.tokens, files.password])
        await replaceFile(file, Buffer.from('new'));
      assert.deepEqual(await readdir(folder()), ['password-tab%2fa', 'tokens-tab%2fa']);
      assert.equal(String(await contentOf(files.tokens)), 'new');
    });

    it('go with the account', async () => {
      await before('a', await sealed());
      await removeFile(filesOf('a').tokens);
      assert.deepEqual(await readdir(folder()), []);
    });

    it('are not taken for those of an account with an odd id', async () => {
      const notes = `${(await sealed()).toString('base64')}\n`;
      await before('a.password', notes);
      const { tokens } = filesOf('a.password');
      await assert.rejects(readKeptFile(tokens), { code: 'ENOENT' });
      assert.throws(() => readKeptFileSync(tokens), { code: 'ENOENT' });
      await removeFile(tokens);
      assert.equal(await readFile(inFolder('inode-tokens', 'a.password'), 'utf8'), notes);
    });

    it('never existed for an id that no file system takes as a name', async () => {
      for (const { tokens, password } of ['a'.repeat(250), '\ud800'].map(filesOf)) {
        await assert.rejects(readKeptFile(tokens), { code: 'ENOENT' });
        assert.throws(() => readKeptFileSync(password), { code: 'ENOENT' });
      }
    });

    for (const id of ['.', '..']) {
      it(`never existed for the id ${id}`, async () => {
        await mkdir(folder());
        await assert.rejects(readKeptFile(filesOf(id).tokens));
        await removeFile(filesOf(id).tokens);
        assert.deepEqual(await readdir(folder()), []);
      });
    }
  });
});
