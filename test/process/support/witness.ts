/**
 * Loaded before Node-RED, in its process: gives nodes their messages, and keeps
 * books of what becomes of each. What the node `out` gets goes no further.
 */
import { setImmediate as nextPass } from 'node:timers/promises';
import { RED } from '../../../scripts/support/red';
import { isOrder, type Order, type Report } from './protocol';
import { itemOf } from './service';

const ends: Record<string, number> = {};
const left: Record<string, number[]> = {};
const lengths = new Set<number>();
const violations: string[] = [];
const open = new Set<string>();

RED.hooks.add('onSend.witness', (events) => {
  for (const { source, msg } of events) {
    const { seq, payload } = numbered(msg);
    if (seq === undefined) continue;
    const numbers = (left[source.id] ??= []);
    if (numbers.at(-1) !== seq) numbers.push(seq);
    if (!open.has(`${source.id} ${seq}`)) violations.push(`${source.id} sent after its end`);
    if (Array.isArray(payload)) lengths.add(payload.length);
  }
});

RED.hooks.add('onComplete.witness', ({ msg, node, error }) => {
  const { seq } = numbered(msg);
  if (seq === undefined || node.id === 'out') return;
  if (!open.delete(`${node.id} ${seq}`)) violations.push(`${node.id} ended ${seq} twice`);
  const how = error ? String(Object(error).code) : 'sent';
  ends[how] = (ends[how] ?? 0) + 1;
});

process.on('message', (message) => {
  const order: unknown = JSON.parse(String(message));
  if (isOrder(order)) void carryOut(order);
  const report: Report = { ends, left, lengths: [...lengths], violations };
  process.send?.(report);
});

/** Items that are made in one pass of the event loop. */
const ITEMS_PER_PASS = 200;

/** The list that messages bring; it grows, and is never made again. */
const list: { speed: number }[] = [];

async function listFor({ items = 0, moves = false }: Order): Promise<{ payload?: object[] }> {
  if (items === 0) return {};
  for (let at = 0; at < items; at++) {
    const item = (list[at] ??= itemOf(at));
    if (moves) item.speed++;
    if (at % ITEMS_PER_PASS === 0) await nextPass();
  }
  return { payload: list.slice(0, items) };
}

let seq = 0;

async function carryOut(order: Order): Promise<void> {
  const { ids, count, interval, areDifferent } = order;
  const content = await listFor(order);
  const end = seq + count;
  const next = (): void => {
    for (const id of ids) {
      open.add(`${id} ${seq}`);
      const node = RED.nodes.getNode(id);
      if (isReceiver(node))
        node.receive({ seq, ...content, ...(areDifferent && { query: { seq } }) });
      else violations.push(`there is no node ${id}`);
    }
    seq++;
    if (seq < end) setTimeout(next, interval);
  };
  next();
}

function numbered(msg: object): { readonly seq?: number; readonly payload?: unknown } {
  return msg;
}

function isReceiver(node: unknown): node is { receive(message: object): void } {
  return typeof node === 'object' && node !== null && 'receive' in node;
}
