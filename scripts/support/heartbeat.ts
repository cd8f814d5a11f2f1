import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Milliseconds between two requests. */
const INTERVAL = 10;

/** Milliseconds after which a request is given up: one that a deploy overtakes gets no answer. */
const LONGEST = 5_000;

/** How long a flow of others has waited for its requests. */
export interface Waits {
  readonly requests: number;
  /**
   * Milliseconds that a request waited at the most while Node-RED was computing: where
   * other processes hold the cores, it does not compute.
   */
  readonly longest: number;
}

/** Asks another flow of a Node-RED, `GET /alive`, all the time, from a thread of its own. */
export class Heartbeat {
  readonly #worker: Worker;
  #waits: Waits = { requests: 0, longest: 0 };
  #isStopped = false;

  /** @param pid of the Node-RED */
  constructor(url: string, pid: number) {
    this.#worker = new Worker(__filename, { workerData: { url: new URL('alive', url).href, pid } });
    this.#worker.on('message', (wait: number) => {
      const { requests, longest } = this.#waits;
      this.#waits = { requests: requests + 1, longest: Math.max(longest, wait) };
    });
  }

  /** The waits since the last look. */
  take(): Waits {
    const waits = this.#waits;
    this.#waits = { requests: 0, longest: 0 };
    return waits;
  }

  /** Resolves when a request that was sent after this call has been answered. */
  async beaten(): Promise<void> {
    // The first of them may have been on its way.
    for (let beats = 0; beats < 2 && !this.#isStopped; beats++) await once(this.#worker, 'message');
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#worker.terminate();
  }
}

async function beat({ url, pid }: { url: string; pid: number }): Promise<void> {
  for (;;) {
    const started = performance.now();
    const before = computed(pid);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST) });
      await response.arrayBuffer();
    } catch {
      // Whether the process runs is for others to see.
    }
    const waited = performance.now() - started;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(Math.min(waited, computed(pid) - before));
    await sleep(INTERVAL);
  }
}

/**
 * Milliseconds for which the main thread of a process has had a core; where Linux does not
 * report them, all that have passed.
 */
function computed(pid: number): number {
  try {
    const [ns = ''] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
    return Number(ns) / 1e6;
  } catch {
    return performance.now();
  }
}

if (!isMainThread) void beat(workerData);
