import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { installPackage } from './install-package';
import { findInstallation, type Installation } from './installation';
import { linkPackage } from './link-package';
import { NodeRedProcess } from './node-red-process';
import { pack, type Tarball } from './pack';

/** What differs from one temporary Node-RED to another. */
export interface TemporaryNodeRedOptions {
  /** Name of its package, or the absolute path of its folder. */
  nodeRed: string;
  /** Whether this package is installed before Node-RED starts; else its tarball lies ready. */
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
export function startTemporaryNodeRed({
  nodeRed,
  installed,
  env = {},
}: TemporaryNodeRedOptions): Promise<TemporaryNodeRed> {
  return inFolder(async (folder, cleanups) => {
    const installation = findInstallation(nodeRed);
    const userDir = join(folder, 'user');
    const tarball = await pack(installation.npm, folder);
    if (installed) await installPackage(installation.npm, userDir, tarball.path);
    const process = await start(installation, userDir, env, cleanups);
    return { process, tarball };
  });
}

/** The same, with this package linked as it was last built, which takes less time. */
export function startLinkedNodeRed({
  nodeRed,
  env = {},
}: Omit<TemporaryNodeRedOptions, 'installed'>): Promise<Omit<TemporaryNodeRed, 'tarball'>> {
  return inFolder(async (folder, cleanups) => {
    const userDir = join(folder, 'user');
    linkPackage(userDir);
    return { process: await start(findInstallation(nodeRed), userDir, env, cleanups) };
  });
}

type Cleanups = (() => Promise<unknown>)[];

async function start(
  installation: Installation,
  userDir: string,
  env: NodeJS.ProcessEnv,
  cleanups: Cleanups,
): Promise<NodeRedProcess> {
  const process = new NodeRedProcess(installation, {
    userDir,
    port: await freePort(),
    credentialSecret: randomBytes(32).toString('hex'),
    env,
    log: 'keep',
  });
  cleanups.push(() => process.stop());
  await process.ready();
  return process;
}

/** Sets something up in a new folder; the latter goes when that is closed, or cannot be set up. */
async function inFolder<T extends object>(
  setUp: (folder: string, cleanups: Cleanups) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'node-red-inode-'));
  const cleanups: Cleanups = [() => rm(folder, { recursive: true })];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  };
  try {
    return { ...(await setUp(folder, cleanups)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
