import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunOptions, run } from './run';

/** What Node-RED writes as the package.json of a new user directory. */
const USER_PACKAGE = {
  name: 'node-red-project',
  description: 'A Node-RED Project',
  version: '0.0.1',
  private: true,
};

/** The options of Node-RED's palette manager: @node-red/registry/lib/installer.js. */
const INSTALL_OPTIONS = [
  '--no-audit',
  '--no-update-notifier',
  '--no-fund',
  '--save',
  '--save-prefix=~',
  '--omit=dev',
  '--engine-strict',
];

/**
 * Installs a tarball into a Node-RED user directory, as Node-RED's palette
 * manager does.
 *
 * @param npm path of npm's script
 * @param userDir made if it is not there
 * @param tarball absolute path of a .tgz file
 */
export async function installPackage(
  npm: string,
  userDir: string,
  tarball: string,
  options: Omit<RunOptions, 'cwd'> = {},
): Promise<void> {
  const manifest = join(userDir, 'package.json');
  if (!existsSync(manifest)) {
    await mkdir(userDir, { recursive: true });
    await writeFile(manifest, JSON.stringify(USER_PACKAGE, null, 4));
  }
  await run(npm, ['install', ...INSTALL_OPTIONS, '--', tarball], { ...options, cwd: userDir });
}
