import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import promises, {
  chmod,
  mkdir,
  open as openFile,
  readdir,
  readFile,
  rename as renameFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import * as sinon from 'sinon';
import { Aborter } from '../../../src/abort';
import { type KeptFile, removeFile } from '../../../src/auth/atomic-file';
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
  const temporary = () => inFolder('inode-tokens', 'new-account');
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

  async function linkToPipe(): Promise<void> {
    execFileSync('mkfifo', [inFolder('pipe')]);
    await symlink(inFolder('pipe'), path());
  }

  /** Leaves a socket behind, as a process that was killed does. */
  async function listen(): Promise<void> {
    const at = inFolder('socket');
    const server = createServer().listen(at);
    await once(server, 'listening');
    await renameFile(at, path());
    server.close();
  }

  async function mode(of: string): Promise<string> {
    return ((await stat(of)).mode & 0o777).toString(8);
  }

  /** Whatever stands in the file now: it is no obstacle, and the next tokens replace it. */
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

  it('is for its owner alone, as its folder is', async () => {
    await open().save(newTokens());
    assert.deepEqual([await mode(path()), await mode(dirname(path()))], ['600', '700']);
  });

  it('takes away what others may do in a folder that was made for all', async () => {
    await mkdir(dirname(path()));
    await chmod(dirname(path()), 0o777);
    await open().save(newTokens());
    assert.equal(await mode(dirname(path())), '700');
    assert.deepEqual(problems, []);
  });

  it('is kept in a folder behind a link, of which no mode is changed, with one warning', async () => {
    const shared = inFolder('shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    await symlink(shared, dirname(path()));
    const tokens = newTokens();
    const store = open();
    for (let times = 0; times < 3; times++) await store.save(tokens);
    assert.equal(await mode(shared), '755');
    assert.deepEqual(problems, ['FOLDER_OPEN']);
    assert.deepEqual(await open().load(), tokens);
    await chmod(shared, 0o700);
    await open().save(tokens);
    assert.deepEqual(problems, ['FOLDER_OPEN']);
  });

  it('is kept in a folder of somebody else, with one warning that others can look into it', async () => {
    await mkdir(dirname(path()));
    await chmod(dirname(path()), 0o755);
    // Those who run tests may be root, whom nothing is refused.
    const refused = Object.assign(new Error('chmod'), { code: 'EPERM' });
    sinon.replace(promises, 'chmod', sinon.stub<[], Promise<void>>().rejects(refused));
    try {
      const [store, tokens] = [open(), newTokens()];
      await store.save(newTokens());
      await store.save(tokens);
      assert.deepEqual(problems, ['FOLDER_OPEN']);
      assert.deepEqual(await open().load(), tokens);
    } finally {
      sinon.restore();
    }
  });

  for (const [what, failures, expected] of [
    ['for moments is written all the same', 2, []],
    ['for long is reported', 9, ['EPERM']],
  ] as const) {
    it(`that another program has open ${what}, on Windows`, async () => {
      const inUse = Object.assign(new Error('rename'), { code: 'EPERM' });
      const rename = sinon.stub(promises, 'rename');
      for (let call = 0; call < failures; call++) rename.onCall(call).rejects(inUse);
      rename.callThrough();
      sinon.stub(process, 'platform').value('win32');
      try {
        await open().save(newTokens());
        assert.deepEqual(problems, expected);
      } finally {
        sinon.restore();
      }
    });
  }

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

  it('is for its owner alone even where somebody has opened it to all', async () => {
    const store = open();
    await store.save(newTokens());
    await chmod(path(), 0o666);
    await store.save(newTokens());
    assert.equal(await mode(path()), '600');
  });

  it('is for its owner alone even where something was in the way before', async () => {
    await mkdir(dirname(path()));
    await writeFile(temporary(), 'left behind', { mode: 0o666 });
    await chmod(temporary(), 0o666);
    await open().save(newTokens());
    assert.equal(await mode(path()), '600');
  });

  it('is not written through a link to somewhere else', async () => {
    await mkdir(dirname(path()));
    await writeFile(inFolder('elsewhere'), 'mine');
    await symlink(inFolder('elsewhere'), temporary());
    const tokens = newTokens();
    await open().save(tokens);
    assert((await readFile(inFolder('elsewhere'))).equals(Buffer.from('mine')), 'it was written');
    assert.deepEqual(await open().load(), tokens);
  });

  it('leaves no other file behind', async () => {
    await open().save(newTokens());
    assert.deepEqual(await readdir(dirname(path())), ['account']);
  });

  it('keeps the tokens before when the next cannot be written', async () => {
    const store = open();
    const tokens = newTokens();
    await store.save(tokens);
    await mkdir(inFolder('inode-tokens', 'new-account', 'full'), { recursive: true });
    await store.save(newTokens());
    assert.deepEqual(await open().load(), tokens);
    assert.equal(problems.length, 1);
  });

  it('that another process has half written is no obstacle', async () => {
    await open().save(newTokens());
    await writeFile(temporary(), (await readFile(path())).subarray(0, 40));
    const tokens = newTokens();
    await open().save(tokens);
    assert.deepEqual(await open().load(), tokens);
    assert.deepEqual(await readdir(dirname(path())), ['account']);
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

  it('with a pipe in its place is reported, not waited for, and replaced', async () => {
    await mkdir(dirname(path()));
    execFileSync('mkfifo', [path()]);
    const tokens = newTokens();
    const store = open();
    assert.equal(await store.load(), undefined);
    await store.save(tokens);
    assert.deepEqual(await open().load(), tokens);
    assert.deepEqual(problems, ['EINVAL']);
  });

  for (const [what, code, make] of [
    ['a link to a pipe', 'EINVAL', linkToPipe],
    ['a link to a device', 'EINVAL', () => symlink('/dev/zero', path())],
    ['a link to itself', 'ELOOP', () => symlink(path(), path())],
    ['a link to a folder', 'EINVAL', () => symlink('/', path())],
    ['a socket', 'ENXIO', listen],
  ] as const) {
    it(`with ${what} in its place is reported, not waited for, and replaced`, async () => {
      await mkdir(dirname(path()));
      await make();
      const store = open();
      assert.equal(await store.load(), undefined);
      const tokens = newTokens();
      await store.save(tokens);
      assert.deepEqual(await open().load(), tokens);
      assert.deepEqual(problems, [code]);
    });
  }

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

  // Which file systems these are differs from machine to machine.
  for (const code of ['EINVAL', 'ENOTSUP', 'ENOSYS']) {
    it(`is kept where the file system answers ${code} to fsync`, async () => {
      const handle = await openFile(__filename);
      const sync = sinon
        .stub<[], Promise<void>>()
        .rejects(Object.assign(new Error('fsync'), { code }));
      const prototype: { sync: () => Promise<void> } = Object.getPrototypeOf(handle);
      sinon.replace(prototype, 'sync', sync);
      try {
        await assertReplaced();
        assert.equal(sync.callCount, 1);
      } finally {
        sinon.restore();
        await handle.close();
      }
    });
  }

  it('under other secrets is ignored and replaced', async () => {
    await open([...secrets, 'another']).save(newTokens());
    await assertReplaced();
  });

  it('that cannot be read or written reports one problem, and no error', async () => {
    await mkdir(inFolder('inode-tokens', 'account', 'full'), { recursive: true });
    const store = open();
    assert.equal(await store.load(), undefined);
    for (let n = 0; n < 3; n++) await store.save(newTokens());
    assert.equal(problems.length, 1);
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

  it('on a file system that is read-only is reported as such', async () => {
    // As Node.js answers there: its recursive mkdir looks for the folder that it could not make.
    const failure = (code: string) => Object.assign(new Error('mkdir'), { code });
    const mkdirStub = sinon.stub(promises, 'mkdir').rejects(failure('EROFS'));
    mkdirStub
      .withArgs(sinon.match.any, sinon.match({ recursive: true }))
      .rejects(failure('ENOENT'));
    try {
      await open().save(newTokens());
      assert.deepEqual(problems, ['EROFS']);
    } finally {
      sinon.restore();
    }
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

  it('that is removed leaves nothing, not even what a dead process left', async () => {
    await open().save(newTokens());
    await writeFile(temporary(), 'left behind');
    await removeFile(file());
    assert.deepEqual(await readdir(dirname(path())), []);
  });

  it('can be removed where there is none', async () => {
    await removeFile(file());
  });
});
