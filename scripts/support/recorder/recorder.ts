/**
 * A node without a job: where it is loaded, Node-RED counts for the process that
 * started it what nodes make of their messages. It learns of each by Node-RED's own hooks.
 */
import { randomUUID } from 'node:crypto';
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { asRecord } from '../../../src/json-value';
import { oddMessage } from './odd-messages';

/** The nodes of this package, and the one whose messages leave the process. */
const WATCHED = /^(?:(?:inode|innerspace|rdp)-|mqtt out$)/;

/** Messages of one id that a node has received and not ended, by both. */
const open = new Map<string, number>();
const violations: string[] = [];
const ends = new Map<string, number>();
let received = 0;

/** Milliseconds of copies that are noticed: those of large messages. */
const LONG_COPY = 10;

/** Passes of the event loop at the most that a request of another flow takes. */
const PASSES_OF_REQUEST = 5;

/** Milliseconds that Node-RED copied messages for without so many passes between, and the most of late. */
let copying = 0;
let longestCopying = 0;
let passesLeft = 0;

function addCopy(took: number): void {
  if (passesLeft === 0) setImmediate(countPass);
  passesLeft = PASSES_OF_REQUEST;
  copying += took;
  longestCopying = Math.max(longestCopying, copying);
}

function countPass(): void {
  passesLeft--;
  if (passesLeft > 0) setImmediate(countPass);
  else copying = 0;
}

/** Measures Node-RED's copies of messages: one for each wire of an output but the first. */
function measureCopies(util: NodeAPI['util']): void {
  const cloneMessage = util.cloneMessage.bind(util);
  util.cloneMessage = (message) => {
    const before = performance.now();
    try {
      return cloneMessage(message);
    } finally {
      const took = performance.now() - before;
      if (took >= LONG_COPY) addCopy(took);
    }
  };
}

function change(id: string, msg: unknown, by: number): void {
  const key = `${id} ${String(asRecord(msg)['_msgid'])}`;
  const count = (open.get(key) ?? 0) + by;
  if (count < 0) violations.push(`${id} ended a message twice`);
  if (count <= 0) open.delete(key);
  else open.set(key, count);
}

/** What is reported; memory is measured after a collection where the process may ask for one. */
function report(measures: boolean): object {
  if (measures) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const longest = longestCopying;
  longestCopying = 0;
  const nodes = [...new Set([...open.keys()].map((key) => key.split(' ')[0]))];
  return {
    open: nodes,
    violations,
    received,
    ends: Object.fromEntries(ends),
    copying: longest,
    heap: heapUsed + external,
    rss,
  };
}

export = (RED: NodeAPI): void => {
  RED.nodes.registerType('recorder', function (this: Node, definition: NodeDef) {
    RED.nodes.createNode(this, definition);
  });
  measureCopies(RED.util);
  RED.hooks.add('onReceive.recorder', ({ msg, destination: { id, node } }) => {
    if (!WATCHED.test(String(asRecord(node)['type']))) return;
    received++;
    change(id, msg, 1);
  });
  RED.hooks.add('onComplete.recorder', ({ msg, error, node: { id, node } }) => {
    if (!WATCHED.test(node.type)) return;
    const code = error ? String(asRecord(error)['code']) : 'done';
    ends.set(code, (ends.get(code) ?? 0) + 1);
    change(id, msg, -1);
  });
  process.on('message', (text) => {
    const { start, odd, text: json, measures } = asRecord(JSON.parse(String(text)));
    if (measures !== undefined) process.send?.(report(measures === true));
    if (typeof start !== 'string') return;
    const msg = oddMessage(odd, json);
    RED.nodes.getNode(start).receive(Object.assign(msg, { _msgid: randomUUID() }));
  });
};
