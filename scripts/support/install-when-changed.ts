import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installPackage } from './install-package';
import { pack } from './pack';
import type { RunOptions } from './run';

/**
 * Packs the package and installs it into a Node-RED user directory, unless the
 * very same content is installed there.
 *
 * @param npm path of npm's script
 * @param userDir existing folder; the tarball stays beside it, where the user directory's lock file says it is
 */
export async function installWhenChanged(
  npm: string,
  userDir: string,
  options: Omit<RunOptions, 'cwd'>,
): Promise<void> {
  const { path, integrity } = await pack(npm, join(userDir, '..'), options);
  const stamp = join(userDir, '.installed-integrity');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === integrity) return;
  await installPackage(npm, userDir, path, options);
  await writeFile(stamp, integrity);
}
