import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AdminApi } from '../../scripts/support/admin-api';
import { freePort } from '../../scripts/support/free-port';
import { installPackage } from '../../scripts/support/install-package';
import { findInstallation } from '../../scripts/support/installation';
import { NodeRedProcess } from '../../scripts/support/node-red-process';
import { pack, type Tarball } from '../../scripts/support/pack';
import { type Simulator, startSimulator } from '../../simulator/index';
import { DebugSidebar } from './debug-sidebar';
import { type Accounts, Example, EXAMPLES } from './example';

const MODULE = '@inode-flows/node-red-inode';

/** What a debug node calls the kind of its value, as `array[3]`. */
type Shown = Promise<RegExp>;

/** All that may be in the tarball. */
const SHIPPED =
  /^(package\.json|[A-Z]+(\.md)?|examples\/[^/]+\.json|resources\/[^/]+\.js|dist\/src\/.+\.js|dist\/nodes\/.+\.(js|html|json|svg))$/;

const TYPES = [
  'inode-config',
  'inode-links',
  'inode-devices',
  'innerspace-config',
  'innerspace-query',
  'rdp-config',
  'rdp-request',
];

const NEEDED = [
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'dist/nodes/locales/en-US/inode-config.json',
  ...TYPES.flatMap((name) => [`dist/nodes/${name}.js`, `dist/nodes/${name}.html`]),
];

/** Each example, and what its debug node shows of the simulator. */
const EXPECTATIONS: { name: string; debug: string; shown: (simulator: Simulator) => Shown }[] = [
  { name: 'Links every minute', debug: 'links', shown: listOf('links') },
  { name: 'Devices one by one, joined again', debug: 'devices', shown: listOf('devices') },
  { name: 'Errors caught and shown', debug: 'links', shown: listOf('links') },
  {
    name: 'InnerSpace weekly frequencies',
    debug: 'frequencies',
    shown: () => Promise.resolve(/^array\[1\]$/),
  },
  { name: 'RDP time series', debug: 'time series', shown: () => Promise.resolve(/^array\[1\]$/) },
];

describe('The packed package in an empty Node-RED', function () {
  this.timeout(60_000);

  const cleanups: (() => Promise<void>)[] = [];
  let tarball: Tarball;
  let simulator: Simulator;
  let nodeRed: NodeRedProcess;
  let api: AdminApi;
  let sidebar: DebugSidebar;

  /** Deploys an example, presses its buttons and waits for a debug node. */
  async function show(example: Example, debug: string, accounts = accountsOf(simulator)) {
    await api.deploy(example.withAccounts(accounts));
    for (const id of example.injects) await api.inject(id);
    return sidebar.first(example.debug(debug));
  }

  before(async () => {
    const installation = findInstallation(process.env['NODE_RED'] ?? 'node-red');
    const folder = await mkdtemp(join(tmpdir(), 'node-red-inode-'));
    cleanups.push(() => rm(folder, { recursive: true }));
    const userDir = join(folder, 'user');

    tarball = await pack(installation.npm, folder);
    await installPackage(installation.npm, userDir, tarball.path);
    simulator = await startSimulator();
    cleanups.push(() => simulator.close());

    nodeRed = new NodeRedProcess(installation, {
      userDir,
      port: await freePort(),
      credentialSecret: randomBytes(32).toString('hex'),
      log: 'keep',
    });
    cleanups.push(() => nodeRed.stop());
    await nodeRed.ready();
    api = new AdminApi(nodeRed.url);
    sidebar = await DebugSidebar.open(nodeRed.url);
    cleanups.push(() => sidebar.close());
  });

  after(async () => {
    for (const cleanup of cleanups.toReversed()) await cleanup();
  });

  it('holds all that the nodes need, and neither tests nor sources', () => {
    assert.deepEqual(
      NEEDED.filter((file) => !tarball.files.includes(file)),
      [],
    );
    assert.deepEqual(
      tarball.files.filter((file) => !SHIPPED.test(file)),
      [],
    );
  });

  it('gives Node-RED its node types, without an error', async () => {
    const sets = (await api.nodes()).filter(({ module }) => module === MODULE);
    assert.deepEqual(
      sets.map(({ types, enabled, err }) => ({ types, enabled, err })),
      TYPES.map((type) => ({ types: [type], enabled: true, err: undefined })),
    );
  });

  it('has an expectation for each of its examples', () => {
    assert.deepEqual(
      new Set(readdirSync(EXAMPLES)),
      new Set(EXPECTATIONS.map(({ name }) => `${name}.json`)),
    );
  });

  for (const { name, debug, shown } of EXPECTATIONS) {
    it(`runs the example "${name}"`, async () => {
      const { format } = await show(new Example(name), debug);
      assert.match(format, await shown(simulator));
    });
  }

  it('shows advice in the example of errors when the API token is wrong', async () => {
    const credentials = { token: randomBytes(20).toString('hex') };
    const accounts = { 'inode-config': { baseUrl: simulator.baseUrl, credentials } };
    const { msg } = await show(new Example('Errors caught and shown'), 'advice', accounts);
    assert.match(msg, /Open the account/);
  });

  it('leaves no warning in the log of Node-RED', () => {
    assert.equal(nodeRed.output.replace(/.*Encrypted credentials not found\n/, '').trim(), '');
  });
});

function accountsOf({ baseUrl, account, innerspace, rdp }: Simulator): Accounts {
  return {
    'inode-config': { baseUrl, credentials: { ...account } },
    'innerspace-config': {
      baseUrl: innerspace.baseUrl,
      credentials: { ...innerspace.account },
    },
    'rdp-config': {
      baseUrl: rdp.baseUrl,
      tokenUrl: rdp.tokenUrl,
      credentials: { ...rdp.account },
    },
  };
}

/** What the debug sidebar says of a list of the simulator, asked without any of the package's code. */
function listOf(resource: string): (simulator: Simulator) => Shown {
  return async ({ baseUrl, account }) => {
    const response = await fetch(new URL(`v1/${resource}/?no_pagination`, baseUrl), {
      headers: { Authorization: `Token ${account.token}` },
    });
    const items: unknown = await response.json();
    assert(Array.isArray(items) && items.length > 0);
    return new RegExp(`^array\\[${items.length}\\]$`);
  };
}
