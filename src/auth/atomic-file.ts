import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCodeOf } from '../redact';
import { useDisk } from './disk';

/** To open a pipe, one would else wait for whoever writes to it; Windows has none. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Bytes of such a file at the most; what is longer is not ours. */
const MOST_BYTES = 2 ** 20;

/** The codes of file systems that cannot write to the disk at once, such as some network drives. */
const NO_SYNC: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);

/**
 * Writes a file of mode 0600 in place of the one before. It is replaced by a
 * rename, so that a process that dies at any moment leaves the old file or the
 * new one.
 *
 * @throws the system's error; ETIMEDOUT as `useDisk`
 */
export function replaceFile(path: string, content: string | Buffer): Promise<void> {
  return useDisk(() => replace(path, content));
}

/**
 * Reads such a file.
 *
 * @throws the system's error, also where it is not a file or is too long; ETIMEDOUT as `useDisk`
 */
export function readKeptFile(path: string): Promise<Buffer> {
  return useDisk(async () => {
    const file = await open(path, READ);
    try {
      assertOurs(await file.stat());
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
}

/** The same without going on to anything else, and without the time limit. */
export function readKeptFileSync(path: string): Buffer {
  const file = openSync(path, READ);
  try {
    assertOurs(fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes such a file, and what a dead process left of its successor; throws as `replaceFile`. */
export async function removeFile(path: string): Promise<void> {
  await useDisk(() =>
    Promise.all([path, temporary(path)].map((file) => rm(file, { force: true }))),
  );
}

async function replace(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // What a dead process left there is not written into: it may have another mode, or be a link.
  await rm(temporary(path), { force: true });
  const file = await open(temporary(path), 'wx', 0o600);
  try {
    await file.writeFile(content);
    await sync(file);
  } finally {
    await file.close();
  }
  await rename(temporary(path), path);
}

/** Without it, a power cut could leave the new name with nothing behind it. */
async function sync(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (!NO_SYNC.has(errorCodeOf(error))) throw error;
  }
}

function assertOurs(stats: { isFile(): boolean; readonly size: number }): void {
  if (!stats.isFile()) throw Object.assign(new Error('It is not a file.'), { code: 'EINVAL' });
  if (stats.size > MOST_BYTES) throw Object.assign(new Error('Too long.'), { code: 'EFBIG' });
}

/** One writer at a time uses it. */
function temporary(path: string): string {
  return `${path}.new`;
}
