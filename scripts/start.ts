/**
 * `npm start`: the simulator, and Node-RED with this package installed as a
 * user would have it. Its user directory is `.local/node-red`; what is edited
 * there stays. Ctrl-C ends both.
 *
 * PORT and INODE_SIMULATOR_PORT set the ports, which are otherwise 1880 and
 * 18800 where these are free.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '../simulator/index';
import { AdminApi } from './support/admin-api';
import { demoEnvironment, readDemoFlow } from './support/demo';
import { DEMO_PAGES, readDemoTabs } from './support/demo-tabs';
import { environmentPort } from './support/environment-port';
import { installWhenChanged } from './support/install-when-changed';
import { findInstallation } from './support/installation';
import { keptSecret } from './support/kept-secret';
import { NodeRedProcess } from './support/node-red-process';
import { projectRoot } from './support/project-root';
import { thirdPartyEnvironment } from './support/third-party';
import { whenParentEnds } from './support/when-parent-ends';

const LOCAL = join(projectRoot, '.local');
const USER_DIR = join(LOCAL, 'node-red');

/** Deploys the demonstration on the first start; later ones find what the user made of it. */
async function deployDemo(url: string): Promise<void> {
  if (existsSync(join(USER_DIR, 'flows.json'))) return;
  await new AdminApi(url).deploy([...(await readDemoFlow()), ...(await readDemoTabs())]);
}

/** @returns the exit code */
async function start(signal: AbortSignal): Promise<number> {
  await mkdir(USER_DIR, { recursive: true });
  const installation = findInstallation('node-red');
  await installWhenChanged(installation.npm, USER_DIR, { signal });
  const simulator = await startSimulator({
    port: await environmentPort('INODE_SIMULATOR_PORT', 18_800),
  });
  try {
    const port = await environmentPort('PORT', 1880);
    const credentialSecret = await keptSecret(join(LOCAL, 'credential-secret'));
    signal.throwIfAborted();
    const nodeRed = new NodeRedProcess(installation, {
      userDir: USER_DIR,
      port,
      credentialSecret,
      env: { ...demoEnvironment(simulator), ...thirdPartyEnvironment() },
      log: 'inherit',
    });
    signal.addEventListener('abort', () => void nodeRed.stop(), { once: true });
    await nodeRed.ready();
    await deployDemo(nodeRed.url);
    process.stdout.write(`\nNode-RED         ${nodeRed.url}\n`);
    for (const { name, path } of DEMO_PAGES) {
      process.stdout.write(`${name.padEnd(15)}  ${nodeRed.url}${path}\n`);
    }
    process.stdout.write(`iNode simulator  ${simulator.baseUrl}\n\nCtrl-C ends both.\n`);
    return await nodeRed.exited;
  } finally {
    await simulator.close();
  }
}

const ended = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => ended.abort());
}
if (process.env['npm_lifecycle_event'] === 'start') whenParentEnds(() => ended.abort());

async function main(): Promise<never> {
  try {
    const code = await start(ended.signal);
    process.exit(ended.signal.aborted ? 0 : code);
  } catch (error) {
    if (ended.signal.aborted) process.exit(0);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

void main();
