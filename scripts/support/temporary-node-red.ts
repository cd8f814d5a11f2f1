import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { installPackage } from './install-package';
import { findInstallation } from './installation';
import { NodeRedProcess } from './node-red-process';
import { pack, type Tarball } from './pack';

/** What differs from one temporary Node-RED to another. */
export interface TemporaryNodeRedOptions {
  /** Name of its package, or the absolute path of its folder. */
  nodeRed: string;
  /** Whether this package is installed before Node-RED starts; otherwise its tarball lies ready. */
  installed: boolean;
  /** Added to the environment. */
  env?: NodeJS.ProcessEnv;
}

/** A Node-RED on a free port, with an empty user directory of its own. */
export interface TemporaryNodeRed {
  readonly process: NodeRedProcess;
  /** This package, as it was last built. */
  readonly tarball: Tarball;
  /** Stops Node-RED and removes its files. */
  close(): Promise<void>;
}

/** Starts a Node-RED that leaves nothing behind. Resolves when its editor answers. */
export async function startTemporaryNodeRed({
  nodeRed,
  installed,
  env = {},
}: TemporaryNodeRedOptions): Promise<TemporaryNodeRed> {
  const folder = await mkdtemp(join(tmpdir(), 'node-red-inode-'));
  let process: NodeRedProcess | undefined;
  const close = async (): Promise<void> => {
    await process?.stop();
    await rm(folder, { recursive: true });
  };
  try {
    const installation = findInstallation(nodeRed);
    const userDir = join(folder, 'user');
    const tarball = await pack(installation.npm, folder);
    if (installed) await installPackage(installation.npm, userDir, tarball.path);
    process = new NodeRedProcess(installation, {
      userDir,
      port: await freePort(),
      credentialSecret: randomBytes(32).toString('hex'),
      env,
      log: 'keep',
    });
    await process.ready();
    return { process, tarball, close };
  } catch (error) {
    await close();
    throw error;
  }
}
