import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { answerParent } from '../child';
import type { LoadCost, MemoryUse, Sample } from '../measurement';
import { takeProfile } from './profile';

/** Does one poll: calls at its first message, and resolves at its last one. */
export type Poll = (onFirst: () => void) => Promise<void>;

/** Something that polls, until it is stopped. */
export interface Poller {
  readonly poll: Poll;
  stop(): Promise<void>;
}

/** What makes Linux forget the peak of a process's memory: proc(5). */
const FORGET_PEAK = '5';

/** Milliseconds between two samples of the heap. */
const HEAP_INTERVAL = 5;

/** Polls of which the leftovers are measured. */
const LEFTOVER_POLLS = 10;

/** Milliseconds after which the event loop's monitor has surely recorded the last delay. */
const MOMENT = 5;

/** Polls, measures and profiles when the parent process asks for it. */
export function servePolls(starting: Promise<Poller>): void {
  const ready = starting.then((poller) => ({ ...poller, memory: new MemoryMeter() }));
  answerParent(
    {
      async ready() {
        await ready;
      },
      poll: async () => timePoll((await ready).poll),
      async first() {
        const { poll, memory } = await ready;
        return memory.measureFirst(poll);
      },
      async memory() {
        const { poll, memory } = await ready;
        return memory.measure(poll);
      },
      async leftovers() {
        const { poll } = await ready;
        return measureLeftovers(() => poll(() => undefined));
      },
      async profile() {
        const { poll } = await ready;
        return takeProfile(() => poll(() => undefined));
      },
    },
    async () => (await ready).stop(),
  );
}

/** Polls once with nothing else running but a timer of the system's own each millisecond. */
async function timePoll(poll: Poll): Promise<Sample> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await sleep(MOMENT);
  delays.reset();
  let firstMs = Number.NaN;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await poll(() => {
    firstMs = performance.now() - started;
  });
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  await sleep(MOMENT);
  delays.disable();
  return { ms, cpuMs: (user + system) / 1_000, firstMs, pauseMs: delays.max / 1e6 };
}

/** Compares the memory of this process with what it had when the meter was made. */
class MemoryMeter {
  readonly #idle: { readonly rss: number; readonly heap: number };

  constructor() {
    globalThis.gc?.();
    writeFileSync('/proc/self/clear_refs', FORGET_PEAK);
    this.#idle = { rss: process.memoryUsage.rss(), heap: usedHeap() };
  }

  /** Polls for the first time; what stays of it in the heap is counted without garbage. */
  async measureFirst(poll: Poll): Promise<LoadCost> {
    const { ms } = await timePoll(poll);
    globalThis.gc?.();
    return { ms, rss: peakRss() - this.#idle.rss, heap: usedHeap() - this.#idle.heap };
  }

  /** Polls once more, and samples the heap meanwhile; the peak of the rest is that of all polls. */
  async measure(poll: Poll): Promise<MemoryUse> {
    globalThis.gc?.();
    let peak = 0;
    const sample = (): void => {
      peak = Math.max(peak, usedHeap());
    };
    const sampling = setInterval(sample, HEAP_INTERVAL);
    await poll(sample);
    sample();
    clearInterval(sampling);
    return { rss: peakRss() - this.#idle.rss, heap: peak - this.#idle.heap };
  }
}

/** Bytes of the heap in each poll that the collections of the young generation leave. */
async function measureLeftovers(poll: () => Promise<void>): Promise<number> {
  const pollAndCollect = async (polls: number): Promise<void> => {
    for (let done = 0; done < polls; done++) {
      await poll();
      await sleep(MOMENT);
      // A message is let go with the next one, and what has survived twice is not young any more.
      globalThis.gc?.({ type: 'minor' });
    }
  };
  await pollAndCollect(LEFTOVER_POLLS);
  globalThis.gc?.();
  const before = usedHeap();
  await pollAndCollect(LEFTOVER_POLLS);
  return (usedHeap() - before) / LEFTOVER_POLLS;
}

function usedHeap(): number {
  return getHeapStatistics().used_heap_size;
}

/** The peak as Linux keeps it. */
function peakRss(): number {
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return 1_024 * Number(kilobytes);
}
