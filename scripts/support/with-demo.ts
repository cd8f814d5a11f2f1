import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../../simulator/index';
import { AdminApi } from './admin-api';
import { demoEnvironment, readDemoFlow } from './demo';
import { freePort } from './free-port';
import { findInstallation } from './installation';
import { installPackage } from './install-package';
import { NodeRedProcess } from './node-red-process';
import { pack } from './pack';

/**
 * Runs what `npm start` runs, on free ports and in a temporary folder, for as
 * long as a task takes.
 *
 * @param task is given the address of the editor, with a slash at the end
 */
export async function withDemo(task: (url: string) => Promise<void>): Promise<void> {
  const installation = findInstallation('node-red');
  const folder = await mkdtemp(join(tmpdir(), 'node-red-inode-'));
  const cleanups = [() => rm(folder, { recursive: true })];
  try {
    const userDir = join(folder, 'user');
    const tarball = await pack(installation.npm, folder);
    await installPackage(installation.npm, userDir, tarball.path);

    const simulator = await startSimulator();
    cleanups.push(() => simulator.close());
    const nodeRed = new NodeRedProcess(installation, {
      userDir,
      port: await freePort(),
      credentialSecret: randomBytes(32).toString('hex'),
      env: demoEnvironment(simulator),
      log: 'keep',
    });
    cleanups.push(() => nodeRed.stop());
    await nodeRed.ready();
    await new AdminApi(nodeRed.url).deploy(await readDemoFlow());
    await task(nodeRed.url);
  } finally {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  }
}
