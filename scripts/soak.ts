/**
 * Polls through the nodes in a real Node-RED, with random faults, and checks
 * that no message is lost or doubled, that the heap stays flat, and that
 * nothing is left open.
 *
 *   node --expose-gc .build/scripts/soak.js [polls] [seed]
 */
import { randomInt } from 'node:crypto';
import { startSimulator } from '../simulator/index';
import { addFaults } from './soak/faults';
import { ARRIVALS, CONFIGS, credentialsFor, flowFor, SHORT_LIVES, TRIGGERS } from './soak/flow';
import { type HeapSample, heapInUse, slopeOf } from './soak/heap';
import { Ledger } from './soak/ledger';
import { openResources, surplus } from './soak/resources';
import { settles } from './soak/settles';
import { type NodeRed, startNodeRed } from './support/embedded-node-red';
import { writeLongRun } from './support/reports';

/** The length that is reported in docs/reports/long-runs.md. */
const FULL_LENGTH = 100_000;

const polls = Number(process.argv[2] ?? FULL_LENGTH);
const seed = Number(process.argv[3] ?? randomInt(2 ** 31));

/** Polls that are under way at the same time, so that the waits of one do not hold up the others. */
const LANES = 32;

/**
 * Connections that may be open when nothing is under way: one for each lane to
 * each service, both ends in this process.
 */
const MOST_SOCKETS = 2 * LANES * CONFIGS.length;

/** Polls after which everything that fills up once has done so, such as the simulator's log. */
const WARM_UP = 20_000;

/** Looks at the heap; fewer in a short run, which would do little but wait for its last polls. */
const SAMPLES = Math.min(40, Math.ceil(polls / 100));

/** Bytes in 10,000 polls: a leak of one small object in every poll is ten times as much. */
const FLAT = 100_000;

async function soak(): Promise<void> {
  const started = Date.now();
  const problems: string[] = [];
  process.on('warning', ({ name, message }) => problems.push(`${name}: ${message}`));
  const simulator = await startSimulator(SHORT_LIVES);
  const nodeRed = await startNodeRed(() => undefined);
  const before = openResources();

  const flow = flowFor(simulator, { timeout: 1, retries: 1 });
  await nodeRed.deploy(flow, 'full', credentialsFor(simulator));
  const faults = addFaults(simulator.faults, seed);
  const ledger = new Ledger(ARRIVALS);
  const samples = await pollAll(nodeRed, ledger);
  ledger.close();

  await nodeRed.deploy([], 'full');
  const left = await settles(() => surplus(before, openResources()));
  await nodeRed.stop();
  await simulator.close();

  const measured = samples.filter((sample) => sample.polls >= WARM_UP);
  const slope = measured.length > SAMPLES / 2 ? slopeOf(measured) : undefined;
  const struck = faults.reduce((sum, rule) => sum + rule.struck, 0);
  const seconds = Math.round((Date.now() - started) / 1_000);
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    `Node.js ${process.version}, Node-RED ${nodeRed.version}, seed ${seed}, ${seconds} s, ${date}`,
    `messages in ${ledger.in}, out ${ledger.out}, errors ${ledger.failed} (${inWords(ledger.errors)})`,
    `faults ${struck}, requests ${simulator.count()}`,
    slope === undefined
      ? `heap: fewer than ${2 * WARM_UP} polls show nothing`
      : `heap ${Math.round(slope / 1_000)} kB in 10,000 polls`,
    `left open: ${left.join(', ') || 'nothing'}`,
    ...[...ledger.violations, ...problems].map((violation) => `VIOLATION: ${violation}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (polls >= FULL_LENGTH) writeLongRun('soak', lines);
  const isGood =
    ledger.in === polls &&
    ledger.in === ledger.out + ledger.failed &&
    ledger.violations.length + problems.length + left.length === 0 &&
    (slope ?? 0) < FLAT;
  if (isGood) process.exitCode = 0;
}

/** Polls, and looks at the heap each time that nothing is under way. */
async function pollAll(nodeRed: NodeRed, ledger: Ledger): Promise<HeapSample[]> {
  const samples: HeapSample[] = [];
  for (let sample = 1; sample <= SAMPLES; sample++) {
    const goal = Math.round((polls * sample) / SAMPLES);
    await Promise.all(Array.from({ length: LANES }, () => pollUntil(goal, nodeRed, ledger)));
    samples.push({ polls: ledger.in, bytes: heapInUse() });
    const sockets = openResources().get('TCPSocketWrap') ?? 0;
    if (sockets > MOST_SOCKETS) ledger.violations.push(`${sockets} sockets are open`);
  }
  return samples;
}

async function pollUntil(goal: number, nodeRed: NodeRed, ledger: Ledger): Promise<void> {
  while (ledger.in < goal) {
    const _msgid = String(ledger.in);
    const ended = ledger.enter(_msgid);
    nodeRed.node(TRIGGERS[ledger.in % TRIGGERS.length] ?? 'links')?.receive({ _msgid });
    await ended;
  }
}

function inWords(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([code, count]) => `${count} ${code}`).join(', ') || 'none';
}

// Also where the event loop runs dry before the end, which would look like a success.
process.exitCode = 1;
void soak();
