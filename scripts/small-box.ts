/**
 * A small machine in a cabinet: Node-RED with one core and a heap of 256 MB, which
 * each minute of a day reads 5,000 links and 5,000 devices, compares them, puts them on
 * the map, and publishes what has changed by MQTT. Its memory must stay flat, and no
 * other flow may wait for 250 ms. The clock is moved on by a minute when the work of
 * one is done.
 *
 *   node .build/scripts/small-box.js [minutes]
 *
 * Needs mosquitto and taskset.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useFakeTimers } from 'sinon';
import { type Simulator, startSimulator } from '../simulator/index';
import { type FlowNode, onTab } from './support/flow-node';
import { Mosquitto } from './support/mosquitto';
import { RecordedNodeRed } from './support/recorder/recorded-node-red';
import { writeLongRun } from './support/reports';
import { mean, slope } from './support/statistics';

/** The length that is reported in docs/reports/long-runs.md: a day. */
const FULL_LENGTH = 1_440;

const ITEMS = 5_000;
const HEAP = 256;
const MINUTE = 60_000;
const HOUR = 60;
const MEGABYTE = 2 ** 20;

/** Milliseconds that another flow may wait. */
const LONGEST_WAIT = 250;

/** Milliseconds in which the work of a minute must be done: more than the minute. */
const WORK_LIMIT = 120_000;

/** Minutes in which caches fill and code is compiled. */
const WARM_UP = 120;

/** Megabytes that live objects may grow by in a day. */
const GROWTH = 5;

const minutes = Number(process.argv[2] ?? FULL_LENGTH);

async function live(): Promise<void> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'inode-small-box-'));
  const clock = useFakeTimers({ now: Date.UTC(2026, 2, 2), toFake: ['Date'] });
  const simulator = await startSimulator({ links: ITEMS, devices: ITEMS });
  const broker = await Mosquitto.start(folder);
  const nodeRed = await RecordedNodeRed.start({
    flow: flowFor(simulator, broker.port),
    nodeOptions: [`--max-old-space-size=${HEAP}`, '--expose-gc', '--require', MOVED_CLOCK],
    oneCore: true,
  });
  const heaps: [minute: number, megabytes: number][] = [];
  const problems: string[] = [];
  let longest = 0;
  let busiest = 0;
  try {
    nodeRed.start({ start: 'devices' });
    await nodeRed.idle(WORK_LIMIT);
    for (let minute = 0; minute < minutes; minute++) {
      clock.setSystemTime(Date.now() + MINUTE);
      nodeRed.sendToAll({ now: Date.now() });
      const begun = performance.now();
      for (const start of ['links', 'devices']) nodeRed.start({ start });
      const { open, violations } = await nodeRed.idle(WORK_LIMIT);
      busiest = Math.max(busiest, performance.now() - begun);
      longest = Math.max(longest, nodeRed.heartbeat.take().longest);
      if (open.length > 0) problems.push(`minute ${minute}: ${open.join(', ')} did not end`);
      problems.push(...violations);
      if (!nodeRed.isAlive || problems.length > 0) break;
      // A collection stops everything, so it is not part of a minute.
      if (minute % 10 === 9) {
        heaps.push([minute, (await nodeRed.look({ measures: true })).heap / MEGABYTE]);
        await nodeRed.heartbeat.beaten();
        nodeRed.heartbeat.take();
      }
    }
    const { ends, received } = await nodeRed.look();
    if (!nodeRed.isAlive) problems.push(`Node-RED ended: ${nodeRed.output.slice(-300)}`);
    const { done = 0, ...errors } = ends;
    if (Object.keys(errors).length > 0) problems.push(`errors: ${JSON.stringify(errors)}`);
    const complaint = /\[(?:warn|error)\] \[.*/.exec(nodeRed.output);
    if (complaint) problems.push(`in the log: ${complaint[0]}`);
    if (longest >= LONGEST_WAIT) problems.push(`another flow waited for ${longest} ms`);
    const growth = slope(heaps.filter(([minute]) => minute > WARM_UP)) * FULL_LENGTH;
    // Shorter runs end while caches still fill.
    const isKnown = minutes > WARM_UP + 20;
    if (isKnown && !(growth <= GROWTH)) problems.push(`memory grows: ${growth} MB a day`);
    const inHour = (from: number): string =>
      mean(
        heaps.filter(([minute]) => minute >= from && minute < from + HOUR).map(([, heap]) => heap),
      ).toFixed(1);
    const lines = [
      `Node.js ${process.version}, one core, heap ${HEAP} MB, ${minutes} minutes in ${Math.round((performance.now() - started) / 1_000)} s`,
      `${ITEMS} links and ${ITEMS} devices each minute, ${received} messages, ${String(done)} done`,
      `peak memory of the process: ${nodeRed.peak} MB; live objects: ${inHour(0)} MB in the first hour, ${inHour(minutes - HOUR)} MB in the last${isKnown ? `, ${growth.toFixed(1)} MB a day more` : ''}`,
      `longest wait of another flow: ${Math.round(longest)} ms; longest work on a minute: ${Math.round(busiest)} ms`,
    ];
    for (const line of lines) process.stdout.write(`${line}\n`);
    for (const problem of problems) process.stdout.write(`VIOLATION: ${problem}\n`);
    if (problems.length > 0) return;
    if (minutes >= FULL_LENGTH) writeLongRun('small-box', lines);
    process.exitCode = 0;
  } finally {
    await nodeRed.close();
    await broker.stop();
    await simulator.close();
    clock.restore();
    await rm(folder, { recursive: true, force: true });
  }
}

const MOVED_CLOCK = join(__dirname, 'support', 'moved-clock.js');

/** A topic for each item. */
const TOPIC = 'msg.topic = `box/${msg.payload.key ?? msg.payload.id}`; return msg;';

/** Rules of change nodes. */
const KEEP_DEVICES = { t: 'set', p: 'devices', pt: 'flow', to: 'payload', tot: 'msg' };
const ADD_DEVICES = { t: 'set', p: 'devices', pt: 'msg', to: 'devices', tot: 'flow' };

function flowFor({ baseUrl, account }: Simulator, port: number): FlowNode[] {
  const branch = (
    name: 'links' | 'devices',
    output: 'geojson' | 'worldmap',
    fields: readonly object[],
    others: readonly string[],
  ): FlowNode[] => [
    onTab({
      id: name,
      type: `inode-${name}`,
      server: 'account',
      wires: [[`${name}-changes`, ...others]],
    }),
    onTab({
      id: `${name}-changes`,
      type: 'inode-changes',
      mode: 'items',
      watch: 'only',
      fields,
      wires: [['topic'], ['topic'], ['topic']],
    }),
    onTab({ id: `${name}-map`, type: 'inode-geojson', output, wires: [['out']] }),
  ];
  return [
    { id: 'tab', type: 'tab' },
    { id: 'account', type: 'inode-config', auth: 'oauth2', baseUrl, credentials: { ...account } },
    {
      id: 'broker',
      type: 'mqtt-broker',
      broker: '127.0.0.1',
      port: String(port),
      clientid: 'box',
      autoConnect: true,
      keepalive: '60',
      protocolVersion: '4',
    },
    ...branch(
      'links',
      'geojson',
      [
        { path: 'status', threshold: '' },
        { path: 'travel_time', threshold: 5 },
      ],
      ['places'],
    ),
    ...branch(
      'devices',
      'worldmap',
      [{ path: 'live_status', threshold: '' }],
      ['devices-map', 'keep'],
    ),
    // Links are where the devices at their ends are.
    onTab({ id: 'keep', type: 'change', rules: [KEEP_DEVICES], wires: [[]] }),
    onTab({ id: 'places', type: 'change', rules: [ADD_DEVICES], wires: [['links-map']] }),
    onTab({ id: 'topic', type: 'function', func: TOPIC, wires: [['mqtt']] }),
    onTab({ id: 'mqtt', type: 'mqtt out', broker: 'broker', topic: '', qos: '1', retain: 'true' }),
    onTab({ id: 'out', type: 'debug', active: false }),
  ];
}

// Also where the event loop runs dry before the end, which would look like a success.
process.exitCode = 1;
void live();
