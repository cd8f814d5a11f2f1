import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCodeOf } from '../redact';
import { useDisk } from './disk';
import { type FileLabel, withLabel, withoutLabel } from './file-label';

/** A file that is kept for an account. */
export interface KeptFile {
  readonly path: string;
  /** Where it was before version 1.0. */
  readonly former?: FormerFile | undefined;
  /** Whose it is. */
  readonly label?: FileLabel | undefined;
}

export interface FormerFile {
  readonly path: string;
  /** What it begins with, if it is one. */
  readonly head: string;
}

/** The code where others can look into the folder of a file, and that is not changed. */
export const FOLDER_OPEN = 'FOLDER_OPEN';

/** Non-blocking: to open a pipe would otherwise wait for a writer; Windows has no such flag. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Bytes of such a file at the most; what is longer is not ours. */
const MOST_BYTES = 2 ** 20;

/** The codes of file systems that cannot write through to the disk, such as some network drives. */
const NO_SYNC: ReadonlySet<string | undefined> = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);

/** What Windows answers while a virus scanner or a backup has the file open, for moments. */
const IN_USE: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Milliseconds until a rename is tried again; together they are less than a use of the disk may take. */
const RENAME_WAITS = [20, 60, 180, 540] as const;

/**
 * Writes a file of mode 0600 in place of the one before. It is replaced by a
 * rename, so that a process that dies at any moment leaves the old file or the
 * new one.
 *
 * @throws the system's error; ETIMEDOUT as `useDisk`; FOLDER_OPEN when it is written
 */
export function replaceFile(file: KeptFile, content: Buffer): Promise<void> {
  return useDisk(async () => {
    await replace(file.path, withLabel(file.label, content));
    await removeFormer(file);
    await closeFolder(dirname(file.path));
  });
}

/**
 * Reads such a file, without its label.
 *
 * @throws the system's error, also where it is not a file or is too long; ETIMEDOUT as `useDisk`
 */
export function readKeptFile({ path, former }: KeptFile): Promise<Buffer> {
  return useDisk(async () => {
    try {
      return withoutLabel(await read(path));
    } catch (error) {
      if (former === undefined || errorCodeOf(error) !== 'ENOENT') throw error;
      return assertHead(await read(former.path), former.head);
    }
  });
}

/** The same without going on to anything else, and without the time limit. */
export function readKeptFileSync({ path, former }: KeptFile): Buffer {
  try {
    return withoutLabel(readSync(path));
  } catch (error) {
    if (former === undefined || errorCodeOf(error) !== 'ENOENT') throw error;
    return assertHead(readSync(former.path), former.head);
  }
}

/** Removes such a file, and what a dead process left of its successor; throws as `replaceFile`. */
export async function removeFile(file: KeptFile): Promise<void> {
  await useDisk(async () => {
    await Promise.all([file.path, temporary(file.path)].map((path) => rm(path, { force: true })));
    await removeFormer(file);
  });
}

/** Whether a path is that of a symbolic link. */
export async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}

/** All of a file, which is opened and read without waiting for anybody. */
export async function read(path: string): Promise<Buffer> {
  const file = await open(path, READ);
  try {
    assertOurs(await file.stat());
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function readSync(path: string): Buffer {
  const file = openSync(path, READ);
  try {
    assertOurs(fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

async function replace(path: string, content: Buffer): Promise<void> {
  await makeFolder(dirname(path));
  // What a dead process left there is not written into: it may have another mode, or be a link.
  await rm(temporary(path), { force: true });
  const file = await open(temporary(path), 'wx', 0o600);
  try {
    await file.writeFile(content);
    await sync(file);
  } finally {
    await file.close();
  }
  await renameOver(temporary(path), path);
}

async function makeFolder(folder: string): Promise<void> {
  const mode = 0o700;
  try {
    await mkdir(folder, { recursive: true, mode });
  } catch (error) {
    // It also says so where the file system is read-only; without the option, mkdir says why.
    if (errorCodeOf(error) !== 'ENOENT') throw error;
    await mkdir(folder, { mode });
  }
}

async function renameOver(from: string, to: string): Promise<void> {
  for (const wait of RENAME_WAITS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (process.platform !== 'win32' || !IN_USE.has(errorCodeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  await rename(from, to);
}

/** What was at the old place is not read any more. */
async function removeFormer({ former }: KeptFile): Promise<void> {
  if (former === undefined) return;
  try {
    assertHead(await read(former.path), former.head);
    await rm(former.path, { force: true });
  } catch {
    // There is no such file, or it is another account's.
  }
}

/**
 * A folder that somebody else made may be open to all; on Windows, modes say nothing. What is
 * behind a link may be there for others, too.
 */
async function closeFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { mode } = await stat(folder);
  if ((mode & 0o077) === 0) return;
  if (await isLink(folder)) throw coded(FOLDER_OPEN);
  await chmod(folder, 0o700).catch(() => {
    throw coded(FOLDER_OPEN);
  });
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
  if (!stats.isFile()) throw coded('EINVAL');
  if (stats.size > MOST_BYTES) throw coded('EFBIG');
}

function assertHead(content: Buffer, head: string): Buffer {
  if (!content.toString('latin1', 0, head.length).startsWith(head)) throw coded('ENOENT');
  return content;
}

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** One writer at a time uses it. Its name is that of no account's file. */
function temporary(path: string): string {
  return join(dirname(path), `new-${basename(path)}`);
}
