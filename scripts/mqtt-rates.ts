/**
 * Measures how many items a second go from iNode through `inode-links`,
 * `inode-changes` and a real broker to other machines that share them, with the
 * flow of the example "Items to MQTT". Everything runs on this machine. The
 * figures of docs/scaling.md are what it prints.
 *
 *   node .build/scripts/mqtt-rates.js [links]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { startSimulator } from '../simulator/index';
import { accountsOf } from '../test/support/accounts-of';
import { FlowFile } from '../test/support/flow-file';
import { Consumer } from './mqtt-rates/consumer';
import { AdminApi } from './support/admin-api';
import { Mosquitto } from './support/mosquitto';
import { median } from './support/statistics';
import { startTemporaryNodeRed } from './support/temporary-node-red';

const LINKS = Number(process.argv[2] ?? 5_000);

/** Lists that are sent in each scenario; the median of them counts. */
const POLLS = 5;

const MINUTE = 60_000;

/** Seconds that the first item gets. */
const TIMEOUT = 60;

/** So many machines share the work, and each message costs them so many milliseconds. */
const SCENARIOS = [
  { consumers: 1, work: 0 },
  { consumers: 2, work: 0 },
  { consumers: 1, work: 2 },
  { consumers: 2, work: 2 },
] as const;

type Scenario = (typeof SCENARIOS)[number];

const EXAMPLE = FlowFile.example('Items to MQTT');

async function measureRates(folder: string, clock: SinonFakeTimers): Promise<void> {
  const simulator = await startSimulator({ links: LINKS, devices: 1_000 });
  const broker = await Mosquitto.start(folder);
  const poller = await startTemporaryNodeRed({ nodeRed: 'node-red', installed: true });
  try {
    const api = new AdminApi(poller.process.url);
    const flow = EXAMPLE.withAccounts({
      ...accountsOf(simulator),
      'mqtt-broker': { broker: '127.0.0.1', port: String(broker.port) },
      inject: { repeat: '' },
      debug: { active: false },
    });
    await api.deploy(flow);
    const [links = ''] = EXAMPLE.injects;
    const poll = async () => {
      clock.setSystemTime(Date.now() + MINUTE);
      await api.inject(links);
    };
    // The list that is sent at the connection is nobody's yet.
    await sleep(10_000);
    process.stdout.write(`${LINKS} links, ${availableParallelism()} cores\n`);
    for (const scenario of SCENARIOS) {
      const seconds = await measure(scenario, { folder, port: broker.port }, poll);
      process.stdout.write(`${inWords(scenario, seconds)}\n`);
    }
  } finally {
    await poller.close();
    await broker.stop();
    await simulator.close();
  }
}

/** The median of the seconds that a list takes from the poll to the end of the work. */
async function measure(
  { consumers: count, work }: Scenario,
  place: { folder: string; port: number },
  poll: () => Promise<void>,
): Promise<number> {
  const consumers: Consumer[] = [];
  try {
    for (let n = 1; n <= count; n++) {
      const clientId = `consumer-${n}-of-${count}-${work}`;
      consumers.push(await Consumer.start({ ...place, clientId, work }));
    }
    await sleep(1_000);
    // The first list warms the processes up.
    await measurePoll(consumers, poll);
    const seconds: number[] = [];
    for (let n = 0; n < POLLS; n++) seconds.push(await measurePoll(consumers, poll));
    return median(seconds);
  } finally {
    for (const consumer of consumers) await consumer.stop();
  }
}

async function measurePoll(
  consumers: readonly Consumer[],
  poll: () => Promise<void>,
): Promise<number> {
  const total = async () =>
    (await Promise.all(consumers.map((consumer) => consumer.count()))).reduce((a, b) => a + b, 0);
  const before = await total();
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1_000;
  await poll();
  let last = 0;
  let received = 0;
  // Links that are not collected need not be sent again, so the end is when nothing comes any more.
  while (elapsed() - last < (received === 0 ? TIMEOUT : 1)) {
    await sleep(20);
    const now = (await total()) - before;
    if (now > received) {
      last = elapsed();
      received = now;
    }
  }
  if (received < 0.9 * LINKS) throw new Error(`only ${received} of ${LINKS} links came`);
  return last;
}

function inWords({ consumers, work }: Scenario, seconds: number): string {
  const rate = Math.round(LINKS / seconds);
  return `${consumers} consumers, ${work} ms of work: ${seconds.toFixed(2)} s, ${rate} items/s`;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'inode-mqtt-rates-'));
  const clock = useFakeTimers({ now: Date.now(), toFake: ['Date'] });
  try {
    await measureRates(folder, clock);
  } finally {
    clock.restore();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
