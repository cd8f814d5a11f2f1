import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file of mode 0600 in place of the one before. It is replaced by a
 * rename, so that a process that dies at any moment leaves the old file or the
 * new one.
 */
export async function replaceFile(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // What a dead process left there is not written into: it may have another mode, or be a link.
  await rm(temporary(path), { force: true });
  const file = await open(temporary(path), 'wx', 0o600);
  try {
    await file.writeFile(content);
    // Without it, a power cut could leave the new name with nothing behind it.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary(path), path);
}

/** Removes such a file, and what a dead process left of its successor. */
export async function removeFile(path: string): Promise<void> {
  await Promise.all([path, temporary(path)].map((file) => rm(file, { force: true })));
}

/** One writer at a time uses it. */
function temporary(path: string): string {
  return `${path}.new`;
}
