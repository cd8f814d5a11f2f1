/**
 * Deploys again and again while messages are in flight, and checks that nothing
 * of the nodes that were replaced is left, and that they keep still.
 *
 *   node .build/scripts/redeploys.js [deploys] [seed]
 */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulator } from '../simulator/index';
import { ClosedNodes } from './soak/closed-nodes';
import { addFaults } from './soak/faults';
import { CONFIGS, credentialsFor, flowFor, SHORT_LIVES, TRIGGERS } from './soak/flow';
import { openResources, processListeners, surplus } from './soak/resources';
import { settles } from './soak/settles';
import { type DeployType, startNodeRed } from './support/embedded-node-red';
import { writeLongRun } from './support/reports';

/** The length that is reported in docs/reports/long-runs.md. */
const FULL_LENGTH = 500;

const deploys = Number(process.argv[2] ?? FULL_LENGTH);
const seed = Number(process.argv[3] ?? randomInt(2 ** 31));

/** Milliseconds after which each node is triggered again, also while a deploy is under way. */
const INTERVAL = 10;

/** Milliseconds between two deploys at the most; reading the stored tokens takes about 100. */
const LONGEST_PAUSE = 300;

const TYPES: readonly DeployType[] = ['full', 'nodes', 'flows'];

async function redeploy(): Promise<void> {
  const started = Date.now();
  const problems: string[] = [];
  process.on('warning', ({ name, message }) => problems.push(`${name}: ${message}`));
  const simulator = await startSimulator({ ...SHORT_LIVES, latency: 5 });
  addFaults(simulator.faults, seed);
  const nodeRed = await startNodeRed(({ level, type = '', msg }) => {
    // Errors are caught by the flow, and accounts report the outages that the faults make: what a
    // closed account says is noted with its node. Whatever else is logged is logged by a closed node.
    const isAccount = type.endsWith('-config');
    const isOurs = !isAccount && CONFIGS.some((service) => type.startsWith(`${service}-`));
    if (isOurs) problems.push(`logged at level ${level}: ${String(msg)}`);
  });
  const before = openResources();
  const listenersBefore = processListeners();
  const closed = new ClosedNodes();

  let messages = 0;
  const load = setInterval(() => {
    for (const id of TRIGGERS) {
      nodeRed.node(id)?.receive({});
      messages++;
    }
  }, INTERVAL);
  for (let count = 0; count < deploys; count++) {
    // Every fourth time the configuration nodes change and take all others with them, else
    // working nodes alone.
    const changes = { timeout: 1 + (Math.floor(count / 4) % 3), retries: 2 };
    const flow = flowFor(simulator, changes, `version ${count}`);
    await nodeRed.deploy(flow, TYPES[count % TYPES.length] ?? 'full', credentialsFor(simulator));
    for (const id of [...CONFIGS, ...TRIGGERS]) closed.follow(id, nodeRed.node(id));
    // Now in the middle of the sign-in, now of the calls.
    await sleep((count * 7) % LONGEST_PAUSE);
  }
  clearInterval(load);
  await nodeRed.deploy([], 'full');
  const left = await settles(() => [
    ...surplus(before, openResources()),
    ...surplus(listenersBefore, processListeners()),
  ]);
  closed.stop();
  await nodeRed.stop();
  await simulator.close();

  const seconds = Math.round((Date.now() - started) / 1_000);
  const violations = [...closed.violations, ...problems];
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    `Node.js ${process.version}, Node-RED ${nodeRed.version}, seed ${seed}, ${seconds} s, ${date}`,
    `${deploys} deploys, ${closed.count} nodes closed, ${messages} messages, ${simulator.count()} requests`,
    `messages that ended before their node was closed: ${closed.completed}`,
    `left open: ${left.join(', ') || 'nothing'}`,
    ...violations.map((violation) => `VIOLATION: ${violation}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (deploys >= FULL_LENGTH) writeLongRun('redeploys', lines);
  if (violations.length + left.length === 0) process.exitCode = 0;
}

// Also where the event loop runs dry before the end, which would look like a success.
process.exitCode = 1;
void redeploy();
