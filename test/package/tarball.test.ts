import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { AdminApi } from '../../scripts/support/admin-api';
import type { NodeRedProcess } from '../../scripts/support/node-red-process';
import type { Tarball } from '../../scripts/support/pack';
import { startTemporaryNodeRed } from '../../scripts/support/temporary-node-red';
import { type Simulator, startSimulator } from '../../simulator/index';
import { accountsOf } from '../support/accounts-of';
import { EXAMPLE_OUTCOMES, EXAMPLES_RUN_ELSEWHERE } from '../support/example-outcomes';
import { EXAMPLES, FlowFile } from '../support/flow-file';
import { lockedPackages } from '../support/locked-packages';
import { DebugSidebar } from './debug-sidebar';

const MODULE = '@inode-flows/node-red-inode';

/** All that may be in the tarball, beside the packages that come with it. */
const SHIPPED =
  /^(package\.json|[A-Z]+(\.md)?|docs\/[^/]+\.md|examples\/[^/]+\.json|resources\/[^/]+\.js|dist\/inode\.js|dist\/nodes\/[^/]+\.(js|html)|dist\/nodes\/(icons|locales)\/.+\.(html|json|svg))$/;

const TYPES = [
  'inode-config',
  'inode-links',
  'inode-devices',
  'inode-changes',
  'inode-geojson',
  'inode-quality',
  'inode-request',
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
  'docs/errors.md',
  'dist/nodes/locales/en-US/inode-config.json',
  ...TYPES.flatMap((name) => [`dist/nodes/${name}.js`, `dist/nodes/${name}.html`]),
];

describe('the packed package in an empty Node-RED', function () {
  this.timeout(60_000);

  const cleanups: (() => Promise<void>)[] = [];
  let tarball: Tarball;
  let simulator: Simulator;
  let nodeRed: NodeRedProcess;
  let api: AdminApi;
  let sidebar: DebugSidebar;

  /** Deploys an example, presses its buttons and waits for a debug node. */
  async function show(example: FlowFile, debug: string, accounts = accountsOf(simulator)) {
    await api.deploy(example.withAccounts(accounts));
    for (const id of example.injects) await api.inject(id);
    return sidebar.first(example.debug(debug));
  }

  before(async () => {
    simulator = await startSimulator();
    cleanups.push(() => simulator.close());
    const temporary = await startTemporaryNodeRed({
      nodeRed: process.env['NODE_RED'] ?? 'node-red',
      installed: true,
    });
    cleanups.push(() => temporary.close());
    ({ process: nodeRed, tarball } = temporary);
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
      tarball.files.filter((file) => !SHIPPED.test(file) && !file.startsWith('node_modules/')),
      [],
    );
  });

  it('brings the packages that the lock file names for users, and no others', () => {
    const manifests = tarball.files.filter((file) =>
      /^(node_modules\/(@[^/]+\/)?[^/]+\/)+package\.json$/.test(file),
    );
    assert.deepEqual(
      manifests.map((file) => file.slice(0, -'/package.json'.length)).toSorted(),
      lockedPackages()
        .map(({ path }) => path)
        .toSorted(),
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
      new Set(
        [...EXAMPLE_OUTCOMES.map(({ name }) => name), ...Object.keys(EXAMPLES_RUN_ELSEWHERE)].map(
          (name) => `${name}.json`,
        ),
      ),
    );
  });

  for (const { name, debug, shown } of EXAMPLE_OUTCOMES) {
    it(`runs the example "${name}"`, async () => {
      const { format } = await show(FlowFile.example(name), debug);
      assert.match(format, await shown(simulator));
    });
  }

  for (const { name, debug, shown } of EXAMPLE_OUTCOMES) {
    const example = FlowFile.example(name);
    if (example.nodes('inode-config').length === 0) continue;
    it(`runs the example "${name}" as it is imported, on sample data`, async () => {
      // The example before this one may read a list of several pages.
      await api.deploy([]);
      const requests = simulator.requests.length;
      const { format } = await show(example, debug, {});
      assert.equal(simulator.requests.length, requests);
      assert.match(format, await shown(simulator));
    });
  }

  it('shows advice in the example of errors when the API token is wrong', async () => {
    const credentials = { token: randomBytes(20).toString('hex') };
    const accounts = {
      'inode-config': { baseUrl: simulator.baseUrl, auth: 'token', credentials },
    };
    const { msg } = await show(FlowFile.example('Errors caught and shown'), 'advice', accounts);
    assert.match(msg, /Open the account/);
  });

  it('lets who may read see user names, and the client ids of iNode and InnerSpace, and no more', async () => {
    const given = {
      username: 'user',
      password: 'p',
      clientId: 'client',
      clientSecret: 's',
      token: 't',
    };
    const types = ['inode-config', 'innerspace-config', 'rdp-config'];
    await api.deploy(types.map((type) => ({ id: `my-${type}`, type, credentials: given })));
    const seen = types.map(async (type) => {
      const response = await fetch(new URL(`credentials/${type}/my-${type}`, nodeRed.url));
      return response.json();
    });
    const secrets = { has_password: true, has_clientSecret: true };
    assert.deepEqual(await Promise.all(seen), [
      { username: 'user', clientId: 'client', ...secrets, has_token: true },
      { clientId: 'client', has_clientSecret: true },
      { username: 'user', ...secrets, has_clientId: true },
    ]);
  });

  it('leaves no warning in the log of Node-RED, but one of the wrong token', () => {
    const output = nodeRed.output.replace(/.*Encrypted credentials not found\n/, '').trim();
    assert.match(output, /^.* - \[warn\] \[inode-config:[^\]]+\] .*refused the API token.*$/);
  });
});
