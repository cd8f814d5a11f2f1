import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPasswordFile } from './account-files';
import { isLink, read } from './atomic-file';
import { useDisk } from './disk';
import { type FileLabel, labelOf } from './file-label';

/**
 * Removes the files in a folder that belong to nobody any more. What has no label is left
 * alone: nobody can say whose it is. Never fails: what cannot be removed now is found again
 * at the next start.
 *
 * @param isLeft whether a file with this label belongs to nobody
 */
export async function sweepFiles(
  folder: string,
  isLeft: (label: FileLabel, isPassword: boolean) => boolean,
): Promise<void> {
  const names = await useDisk(() => namesIn(folder)).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    await useDisk(async () => {
      const label = labelOf(await read(path));
      if (label !== undefined && isLeft(label, isPasswordFile(name))) await rm(path);
    }).catch(() => undefined);
  }
}

/** A folder behind a link may be that of another Node-RED, too, with accounts that only it knows. */
async function namesIn(folder: string): Promise<string[]> {
  return (await isLink(folder)) ? [] : readdir(folder);
}
