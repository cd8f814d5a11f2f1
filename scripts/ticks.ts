/**
 * Sends a long list, item by item, to a node that takes 5 ms for each and asks for
 * the next one by a tick; in the middle that node stops for a while. Nothing may be
 * lost, and the memory of Node-RED may grow by 64 MB at the most.
 *
 *   node .build/scripts/ticks.js [items]
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asRecord } from '../src/json-value';
import { type FlowNode, onTab } from './support/flow-node';
import { installNode, RecordedNodeRed } from './support/recorder/recorded-node-red';
import { writeLongRun } from './support/reports';
import { serveLongList } from './ticks/long-list';

/** The length that is reported in docs/reports/long-runs.md. */
const FULL_LENGTH = 200_000;

/** Milliseconds of work for an item. */
const WORK = 5;

/** Milliseconds for which the work stops in the middle, at full length. */
const REST = 60_000;

/** Milliseconds between two looks at the memory. */
const INTERVAL = 1_000;

const MEGABYTE = 2 ** 20;

/** Megabytes that the process may have more than before. */
const GROWTH = 64;

/** Items that may be on their way: what sockets, inflated chunks and the batches of a list hold. */
const UNDER_WAY = 30_000;

const items = Number(process.argv[2] ?? FULL_LENGTH);

async function run(): Promise<void> {
  const started = performance.now();
  const service = await serveLongList(items);
  const nodeRed = await RecordedNodeRed.start({
    flow: flowFor(service.baseUrl),
    nodeOptions: ['--max-old-space-size=256', '--expose-gc'],
    prepare: (userDir) => {
      installNode(
        join(userDir, 'nodes'),
        'slow-consumer',
        join(__dirname, 'ticks/slow-consumer.js'),
      );
    },
  });
  const problems: string[] = [];
  let state = { consumed: 0, most: 0, gaps: 0, count: undefined as unknown };
  nodeRed.onMessage((message) => {
    const { consumed, most, gaps, count } = asRecord(message);
    if (consumed === undefined) return;
    state = { consumed: Number(consumed), most: Number(most), gaps: Number(gaps), count };
  });
  try {
    const idle = (await nodeRed.look({ measures: true })).rss;
    let peak = 0;
    let ahead = 0;
    let hasRested = false;
    nodeRed.start({ start: 'links' });
    for (;;) {
      await sleep(INTERVAL);
      const { open, rss } = await nodeRed.look();
      peak = Math.max(peak, rss);
      ahead = Math.max(ahead, service.written - state.consumed);
      if (!nodeRed.isAlive || open.length === 0) break;
      if (hasRested || state.consumed < items / 2) continue;
      hasRested = true;
      nodeRed.sendToAll({ work: false });
      await sleep((REST * items) / FULL_LENGTH);
      ahead = Math.max(ahead, service.written - state.consumed);
      nodeRed.sendToAll({ work: true });
    }
    // The last one is still in work when the list has ended.
    while (nodeRed.isAlive && state.consumed < items) await sleep(INTERVAL);
    const { ends } = await nodeRed.look();
    const { longest } = nodeRed.heartbeat.take();
    const growth = (peak - idle) / MEGABYTE;
    if (!nodeRed.isAlive) problems.push(`Node-RED ended: ${nodeRed.output.slice(-300)}`);
    if (state.consumed !== items || state.gaps > 0) problems.push(`lost: ${JSON.stringify(state)}`);
    if (state.count !== items)
      problems.push(`the last message has the count ${String(state.count)}`);
    if (state.most > 1) problems.push(`${state.most} items came at the same time`);
    if (growth >= GROWTH) problems.push(`memory grew by ${growth} MB`);
    if (ahead > UNDER_WAY) problems.push(`${ahead} items were read before they were wanted`);
    if (Object.keys(ends).join() !== 'done') problems.push(`ends: ${JSON.stringify(ends)}`);
    const lines = [
      `Node.js ${process.version}, ${items} items of 320 bytes, ${WORK} ms of work for each, ${Math.round((performance.now() - started) / 1_000)} s`,
      `items taken: ${state.consumed}, in their order; at a time: ${state.most}`,
      `memory over idle: ${Math.round(growth)} MB; read before it was wanted: ${ahead} items at the most`,
      `longest wait of another flow: ${Math.round(longest)} ms`,
    ];
    for (const line of lines) process.stdout.write(`${line}\n`);
    for (const problem of problems) process.stdout.write(`VIOLATION: ${problem}\n`);
    if (problems.length > 0) return;
    if (items >= FULL_LENGTH) writeLongRun('ticks', lines);
    process.exitCode = 0;
  } finally {
    await nodeRed.close();
    await service.close();
  }
}

function flowFor(baseUrl: string): FlowNode[] {
  return [
    { id: 'tab', type: 'tab' },
    {
      id: 'account',
      type: 'inode-config',
      auth: 'token',
      baseUrl,
      credentials: { token: 'token' },
    },
    onTab({
      id: 'links',
      type: 'inode-links',
      server: 'account',
      mode: 'items',
      wires: [['consumer']],
    }),
    onTab({ id: 'consumer', type: 'slow-consumer', work: WORK, upstream: 'links' }),
  ];
}

// Also where the event loop runs dry before the end, which would look like a success.
process.exitCode = 1;
void run();
