import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../../../scripts/support/free-port';
import { findInstallation } from '../../../scripts/support/installation';
import { NodeRedProcess } from '../../../scripts/support/node-red-process';
import { projectRoot } from '../../../scripts/support/project-root';

/** A Node-RED process that speaks the language of a locale. */
export interface SpeakingNodeRed {
  /** Address of the editor, with a slash at the end. */
  readonly url: string;
  /** Stops Node-RED and removes its files. */
  close(): Promise<void>;
}

/**
 * Starts the Node-RED under test as it starts on a machine with this locale. The
 * test helper loads no catalogues, so this is a process of its own, with the
 * package linked into its user directory.
 *
 * @param locale such as `de_DE.UTF-8`
 */
export async function startInLocale(locale: string): Promise<SpeakingNodeRed> {
  const userDir = await mkdtemp(join(tmpdir(), 'node-red-locale-'));
  const link = join(userDir, 'node_modules', '@inode-flows', 'node-red-inode');
  await mkdir(dirname(link), { recursive: true });
  await symlink(projectRoot, link, 'dir');
  const nodeRed = new NodeRedProcess(findInstallation(process.env['NODE_RED'] ?? 'node-red'), {
    userDir,
    port: await freePort(),
    credentialSecret: randomBytes(32).toString('hex'),
    env: { LC_ALL: locale },
    log: 'keep',
  });
  const close = async (): Promise<void> => {
    await nodeRed.stop();
    await rm(userDir, { recursive: true });
  };
  try {
    await nodeRed.ready();
  } catch (error) {
    await close();
    throw error;
  }
  return { url: nodeRed.url, close };
}
