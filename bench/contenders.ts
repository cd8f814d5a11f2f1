import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../scripts/support/project-root';
import { findPython } from '../scripts/support/python';
import { type Answering, Child } from './child';
import { assertMemoryUse, assertSample, type MemoryUse, type Sample } from './measurement';

/** The rows of a table, in their order; the first is what the others are compared with. */
export const CONTENDERS = ['baseline', 'list', 'items', 'pages', 'core', 'vendor'] as const;

/**
 * `baseline`: Node.js alone; `list`, `items`, `pages`: this package in its three modes; `core`:
 * Node-RED's own nodes; `vendor`: the loop on the vendor's page, in Python.
 */
export type ContenderName = (typeof CONTENDERS)[number];

/** What is polled, and by how many nodes at the same time. */
export interface Target {
  readonly baseUrl: string;
  readonly nodes: number;
  /** A file with the certificate of who issues that of the server, where it has one. */
  readonly ca?: string;
}

/** Something that fetches the list, in a process of its own. */
export interface Contender {
  readonly name: ContenderName;
  /** Fetches the list once, timed. */
  poll(): Promise<Sample>;
  /** Fetches the list once more, and measures the memory that all polls took. */
  measureMemory(): Promise<MemoryUse>;
  close(): Promise<void>;
}

/** Starts contenders for the same list; the vendor's loop is left out where it cannot run. */
export async function startContenders(
  names: readonly ContenderName[],
  target: Target,
): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const name of names) {
    const process = name === 'vendor' ? startVendor(target.baseUrl) : await startNode(name, target);
    if (process !== undefined) contenders.push(contenderOf(name, process));
  }
  return contenders;
}

/** Starts the baseline, or a Node-RED with one of the flows. */
export async function startNode(
  name: Exclude<ContenderName, 'vendor'>,
  { baseUrl, nodes, ca }: Target,
): Promise<Child> {
  const env = { ...(ca !== undefined && { NODE_EXTRA_CA_CERTS: ca }) };
  const child =
    name === 'baseline'
      ? new Child('baseline', [baseUrl, nodes])
      : new Child('node-red', [baseUrl, nodes, name], env);
  await child.ask('ready');
  return child;
}

function contenderOf(name: ContenderName, process: Answering): Contender {
  return {
    name,
    async poll() {
      const sample = await process.ask('poll');
      assertSample(sample);
      return sample;
    },
    async measureMemory() {
      const memory = await process.ask('memory');
      assertMemoryUse(memory);
      return memory;
    },
    close: () => process.close(),
  };
}

/** Starts the vendor's loop; `undefined` where no Python has requests. */
function startVendor(baseUrl: string): Answering | undefined {
  const python = findPython('requests');
  if (python === undefined) return undefined;
  const script = join(projectRoot, 'bench/processes/vendor.py');
  const loop = spawn(python, ['-B', script, baseUrl], {
    env: { ...process.env, NO_PROXY: '*' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(loop.stdout)[Symbol.asyncIterator]();
  return {
    async ask(question) {
      loop.stdin.write(`${question}\n`);
      const { value } = await lines.next();
      if (value === undefined) throw new Error('The vendor’s loop ended.');
      return JSON.parse(value);
    },
    async close() {
      const ended = once(loop, 'close');
      loop.stdin.end();
      await ended;
    },
  };
}
