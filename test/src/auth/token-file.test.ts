import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { Aborter } from '../../../src/abort';
import type { KeptFile } from '../../../src/auth/atomic-file';
import { labelOf } from '../../../src/auth/file-label';
import type { KeptPause } from '../../../src/auth/pause';
import { createSeal, strengthOf } from '../../../src/auth/seal';
import { createTokenFile } from '../../../src/auth/token-file';
import { TokenSource } from '../../../src/auth/token-source';
import type { Tokens } from '../../../src/auth/tokens';
import { stubGrant } from '../../support/stub-grant';
import { useFolder } from '../../support/use-folder';
import { Watcher } from '../../support/watcher';

const newTokens = (): Tokens => ({
  accessToken: randomUUID(),
  refreshToken: randomUUID(),
  expiresAt: Date.now() + 600_000,
});

describe('a token file', () => {
  const inFolder = useFolder();
  const path = () => inFolder('inode-tokens', 'account');
  const file = (): KeptFile => ({ path: path() });
  const secrets: readonly string[] = [randomUUID(), randomUUID()];
  let problems: string[];
  beforeEach(() => {
    problems = [];
  });
  const openStore = (by = secrets) =>
    createTokenFile({ file: file(), secrets: by, onProblem: (code) => problems.push(code) });
  /** A store of which only the tokens are of interest. */
  const open = (by = secrets) => {
    const store = openStore(by);
    return {
      load: async () => (await store.load()).tokens,
      save: (tokens: Tokens) => store.save({ tokens }),
    };
  };

  /** Whatever is in the file now: it is no obstacle, and the next tokens replace it. */
  async function assertReplaced(): Promise<void> {
    const store = open();
    assert.equal(await store.load(), undefined);
    const tokens = newTokens();
    await store.save(tokens);
    assert.deepEqual(await open().load(), tokens);
    assert.deepEqual(problems, []);
  }

  it('that is not there yet holds nothing, and is made with its folder', async () => {
    await assertReplaced();
  });

  it('gives the next start what was saved last', async () => {
    const store = open();
    const tokens = [newTokens(), newTokens(), newTokens()];
    for (const each of tokens) await store.save(each);
    assert.deepEqual(await open().load(), tokens.at(-1));
  });

  it('keeps tokens of which little is known', async () => {
    const tokens = { ...newTokens(), refreshToken: undefined, expiresAt: undefined };
    await open().save(tokens);
    assert.equal((await open().load())?.accessToken, tokens.accessToken);
  });

  it('of before there was anything else to keep is read', async () => {
    const tokens = newTokens();
    const seal = await createSeal(secrets);
    await mkdir(dirname(path()));
    await writeFile(path(), seal.close(JSON.stringify(tokens)));
    assert.deepEqual(await openStore().load(), { tokens });
  });

  it('keeps until when the credentials are not shown again, for the same credentials only', async () => {
    const pause: KeptPause = {
      code: 'CREDENTIALS_REJECTED',
      statusCode: 400,
      serviceMessage: 'Wrong.',
      reason: 'invalid_grant',
      mark: 'unexplained',
      unexplainedFor: 230_000,
      isTold: false,
      count: 2,
      startedAt: Date.now(),
      length: 240_000,
    };
    await openStore().save({ pause });
    assert.deepEqual((await openStore().load()).pause, pause);
    assert.equal((await openStore([...secrets, 'another']).load()).pause, undefined);
  });

  for (const pause of [
    null,
    'soon',
    { code: 'NOT_FOUND' },
    { code: 'TOKEN_REJECTED', length: 'x' },
  ]) {
    it(`does without ${JSON.stringify(pause)} where such a time should be`, async () => {
      const seal = await createSeal(secrets);
      await mkdir(dirname(path()));
      await writeFile(path(), seal.close(JSON.stringify({ pause })));
      assert.deepEqual(await openStore().load(), { tokens: undefined, pause: undefined });
    });
  }

  it('is removed when there is nothing left to keep', async () => {
    const store = openStore();
    await store.save({ tokens: newTokens() });
    await store.save({});
    assert.deepEqual(await readdir(dirname(path())), []);
  });

  it('shows none of the tokens and none of the secrets', async () => {
    const tokens = newTokens();
    await open().save(tokens);
    const content = await readFile(path());
    for (const secret of [...secrets, tokens.accessToken, tokens.refreshToken ?? '']) {
      assert(!content.includes(secret));
    }
  });

  it('is kept in a folder that others can look into, with one warning', async () => {
    const shared = inFolder('shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    await symlink(shared, dirname(path()));
    const tokens = newTokens();
    const store = open();
    for (let times = 0; times < 3; times++) await store.save(tokens);
    assert.deepEqual(problems, ['FOLDER_OPEN']);
    assert.deepEqual(await open().load(), tokens);
    await chmod(shared, 0o700);
    await open().save(tokens);
    assert.deepEqual(problems, ['FOLDER_OPEN']);
  });

  it('says whose it is, and shows nothing else', async () => {
    const label = { type: 'a', account: 'b', flows: 'c', project: 'd', signIn: 'e' };
    const tokens = newTokens();
    const store = () =>
      createTokenFile({
        file: { path: path(), label },
        secrets,
        onProblem: (code) => problems.push(code),
      });
    await store().save({ tokens });
    const content = await readFile(path());
    assert.deepEqual(labelOf(content), label);
    assert(!content.includes(tokens.accessToken));
    assert.deepEqual((await store().load()).tokens, tokens);
  });

  it('of guessable secrets is opened where its key was cheap, and gets a dear one', async () => {
    const tokens = newTokens();
    await open().save(tokens);
    const guessable = () =>
      createTokenFile({
        file: file(),
        secrets,
        strength: 'guessable',
        onProblem: (code) => problems.push(code),
      });
    const store = guessable();
    assert.deepEqual(await store.load(), { tokens, pause: undefined });
    await store.save({ tokens });
    assert.equal(strengthOf(await readFile(path())), 'guessable');
    assert.deepEqual(await guessable().load(), { tokens, pause: undefined });
  });

  const FOREIGN: [what: string, content: string][] = [
    ['is empty', ''],
    ['was written by hand', '{"accessToken":"a","refreshToken":"r"}'],
    ['is of a later make', `inode3${'x'.repeat(200)}`],
    ['has the right head and nothing right behind it', `inode1${'x'.repeat(200)}`],
    ['is too short', `inode1${'x'.repeat(20)}`],
  ];
  for (const [what, content] of FOREIGN) {
    it(`that ${what} is ignored and replaced`, async () => {
      await mkdir(dirname(path()));
      await writeFile(path(), content);
      await assertReplaced();
    });
  }

  it('that is damaged is ignored and replaced', async () => {
    await open().save(newTokens());
    const content = await readFile(path());
    content.writeUInt8(content.readUInt8(content.length - 1) ^ 1, content.length - 1);
    await writeFile(path(), content);
    await assertReplaced();
  });

  it('that is far too long to be one is ignored and replaced', async () => {
    await mkdir(dirname(path()));
    await writeFile(path(), '');
    await truncate(path(), 2 ** 40);
    await assertReplaced();
  });

  it('with a folder in its place is reported once, and the tokens work without', async () => {
    await mkdir(path(), { recursive: true });
    await writeFile(inFolder('inode-tokens', 'account', 'inside'), '');
    const store = open();
    assert.equal(await store.load(), undefined);
    for (let times = 0; times < 3; times++) await store.save(newTokens());
    assert.deepEqual(problems.length, 1);
  });

  it('under other secrets is ignored and replaced', async () => {
    await open([...secrets, 'another']).save(newTokens());
    await assertReplaced();
  });

  it('in a folder that is a file reports one problem, and the tokens still work', async () => {
    await writeFile(inFolder('inode-tokens'), 'a file in its place');
    const tokenGrant = stubGrant(600);
    const tokens = new TokenSource(tokenGrant, new Aborter().signal, {
      store: openStore(),
    });
    let token = await tokens.get(new Watcher());
    for (let n = 2; n < 6; n++) {
      token = await tokens.renew(token, new Watcher());
      assert.equal(token, `access-${n}`);
    }
    assert.deepEqual(problems, ['ENOTDIR']);
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('is written again as soon as that is possible, and a new problem is reported again', async () => {
    const store = open();
    await writeFile(inFolder('inode-tokens'), 'a file in its place');
    await store.save(newTokens());
    await rm(inFolder('inode-tokens'));
    const tokens = newTokens();
    await store.save(tokens);
    assert.deepEqual(await open().load(), tokens);
    await rm(inFolder('inode-tokens'), { recursive: true });
    await writeFile(inFolder('inode-tokens'), 'once more');
    await store.save(newTokens());
    assert.deepEqual(problems, ['EEXIST', 'EEXIST']);
  });
});
