import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import promises, {
  chmod,
  mkdir,
  open,
  readdir,
  readFile,
  rename as renameFile,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import * as sinon from 'sinon';
import {
  FOLDER_OPEN,
  type KeptFile,
  readKeptFile,
  removeFile,
  replaceFile,
} from '../../../src/auth/atomic-file';
import { useFolder } from '../../support/use-folder';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('a file that is kept for an account', () => {
  const inFolder = useFolder();
  const path = () => inFolder('inode-tokens', 'account');
  const file = (): KeptFile => ({ path: path() });
  const temporary = () => inFolder('inode-tokens', 'new-account');
  const write = (content: string) => replaceFile(file(), Buffer.from(content));
  const read = async () => String(await readKeptFile(file()));

  /** Writes it, whatever is there now. */
  async function assertReplaced(): Promise<void> {
    const content = randomUUID();
    await write(content);
    assert.equal(await read(), content);
  }

  async function mode(of: string): Promise<string> {
    return ((await stat(of)).mode & 0o777).toString(8);
  }

  it('is made with its folder, and leaves no other file behind', async () => {
    await assert.rejects(read(), { code: 'ENOENT' });
    await assertReplaced();
    await assertReplaced();
    assert.deepEqual(await readdir(dirname(path())), ['account']);
  });

  describe('and is not for others', () => {
    it('is for its owner alone, as its folder is', async () => {
      await write('a');
      assert.deepEqual([await mode(path()), await mode(dirname(path()))], ['600', '700']);
    });

    it('is for its owner alone even where somebody has opened it to all', async () => {
      await write('a');
      await chmod(path(), 0o666);
      await write('b');
      assert.equal(await mode(path()), '600');
    });

    it('is for its owner alone even where something was in the way before', async () => {
      await mkdir(dirname(path()));
      await writeFile(temporary(), 'left behind', { mode: 0o666 });
      await chmod(temporary(), 0o666);
      await write('a');
      assert.equal(await mode(path()), '600');
    });

    it('takes away what others may do in a folder that was made for all', async () => {
      await mkdir(dirname(path()));
      await chmod(dirname(path()), 0o777);
      await write('a');
      assert.equal(await mode(dirname(path())), '700');
    });

    it('is kept in a folder behind a link, of which no mode is changed, and says so', async () => {
      const shared = inFolder('shared');
      await mkdir(shared);
      await chmod(shared, 0o755);
      await symlink(shared, dirname(path()));
      await assert.rejects(write('a'), { code: FOLDER_OPEN });
      assert.deepEqual([await mode(shared), await read()], ['755', 'a']);
      await chmod(shared, 0o700);
      await write('b');
    });

    it('is kept in a folder of somebody else, and says that others can look into it', async () => {
      await mkdir(dirname(path()));
      await chmod(dirname(path()), 0o755);
      // Those who run tests may be root, whom nothing is refused.
      const refused = sinon.stub<[], Promise<void>>().rejects(failure('EPERM'));
      sinon.replace(promises, 'chmod', refused);
      try {
        await assert.rejects(write('a'), { code: FOLDER_OPEN });
        assert.equal(await read(), 'a');
      } finally {
        sinon.restore();
      }
    });

    it('is not written through a link to somewhere else', async () => {
      await mkdir(dirname(path()));
      await writeFile(inFolder('elsewhere'), 'mine');
      await symlink(inFolder('elsewhere'), temporary());
      await assertReplaced();
      assert((await readFile(inFolder('elsewhere'))).equals(Buffer.from('mine')), 'it was written');
    });
  });

  describe('and replaced by a rename', () => {
    it('is as it was when the next cannot be written', async () => {
      await write('a');
      await mkdir(inFolder('inode-tokens', 'new-account', 'full'), { recursive: true });
      await assert.rejects(write('b'));
      assert.equal(await read(), 'a');
    });

    it('is not hindered by what another process has half written', async () => {
      await write('a');
      await writeFile(temporary(), 'half');
      await assertReplaced();
      assert.deepEqual(await readdir(dirname(path())), ['account']);
    });

    for (const [what, failures, isWritten] of [
      ['for moments is written all the same', 2, true],
      ['for long is not written', 9, false],
    ] as const) {
      it(`that another program has open ${what}, on Windows`, async () => {
        const rename = sinon.stub(promises, 'rename');
        for (let call = 0; call < failures; call++) rename.onCall(call).rejects(failure('EPERM'));
        rename.callThrough();
        sinon.stub(process, 'platform').value('win32');
        try {
          if (isWritten) await assertReplaced();
          else await assert.rejects(write('a'), { code: 'EPERM' });
        } finally {
          sinon.restore();
        }
      });
    }

    // Which file systems these are differs from machine to machine.
    for (const code of ['EINVAL', 'ENOTSUP', 'ENOSYS']) {
      it(`is kept where the file system answers ${code} to fsync`, async () => {
        const handle = await open(__filename);
        const sync = sinon.stub<[], Promise<void>>().rejects(failure(code));
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

    it('names a file system that is read-only as such', async () => {
      // As Node.js answers there: its recursive mkdir looks for the folder that it could not make.
      const mkdirStub = sinon.stub(promises, 'mkdir').rejects(failure('EROFS'));
      mkdirStub
        .withArgs(sinon.match.any, sinon.match({ recursive: true }))
        .rejects(failure('ENOENT'));
      try {
        await assert.rejects(write('a'), { code: 'EROFS' });
      } finally {
        sinon.restore();
      }
    });
  });

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

  for (const [what, code, make] of [
    ['a pipe', 'EINVAL', () => execFileSync('mkfifo', [path()])],
    ['a link to a pipe', 'EINVAL', linkToPipe],
    ['a link to a device', 'EINVAL', () => symlink('/dev/zero', path())],
    ['a link to itself', 'ELOOP', () => symlink(path(), path())],
    ['a link to a folder', 'EINVAL', () => symlink('/', path())],
    ['a socket', 'ENXIO', listen],
    ['a terabyte', 'EFBIG', () => writeFile(path(), '').then(() => truncate(path(), 2 ** 40))],
  ] as const) {
    it(`is not read, not waited for, and replaced where ${what} is in its place`, async () => {
      await mkdir(dirname(path()));
      await make();
      await assert.rejects(read(), { code });
      await assertReplaced();
    });
  }

  it('that is removed leaves nothing, not even what a dead process left', async () => {
    await write('a');
    await writeFile(temporary(), 'left behind');
    await removeFile(file());
    assert.deepEqual(await readdir(dirname(path())), []);
  });

  it('can be removed where there is none', async () => {
    await removeFile(file());
  });
});
