/**
 * Loaded before Node-RED, in its process: gives nodes their messages, and keeps
 * books of what becomes of each. What the node `out` gets goes no further.
 */
import { RED } from '../../../scripts/support/red';
import { isOrder, type Order, type Report } from './protocol';

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
  if (isOrder(order)) carryOut(order);
  const report: Report = { ends, left, lengths: [...lengths], violations };
  process.send?.(report);
});

function carryOut({ ids, count, interval, areDifferent }: Order): void {
  let seq = 0;
  const next = (): void => {
    for (const id of ids) {
      open.add(`${id} ${seq}`);
      const node = RED.nodes.getNode(id);
      if (isReceiver(node)) node.receive({ seq, ...(areDifferent && { query: { seq } }) });
      else violations.push(`there is no node ${id}`);
    }
    seq++;
    if (seq < count) setTimeout(next, interval);
  };
  next();
}

function numbered(msg: object): { readonly seq?: number; readonly payload?: unknown } {
  return msg;
}

function isReceiver(node: unknown): node is { receive(message: object): void } {
  return typeof node === 'object' && node !== null && 'receive' in node;
}
