import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { Sample, Strain } from '../sample';

/** Does one poll: resolves at its last message, and tells of its first. */
export type Poll = (onFirst: () => void) => Promise<void>;

/** Something that polls, until it is stopped. */
export interface Poller {
  readonly poll: Poll;
  stop(): Promise<void>;
}

/** What makes Linux forget the peak of a process's memory: proc(5). */
const FORGET_PEAK = '5';

/** Milliseconds between two looks at the heap. */
const LOOK_INTERVAL = 5;

/** Milliseconds after which what was measured last has surely been noted down. */
const MOMENT = 5;

/** Polls once with nothing in the way but a timer of the system's own each millisecond. */
export async function timePoll(poll: Poll): Promise<Sample> {
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

/** Weighs a process against what it was when this was made. */
export class Scale {
  readonly #idle: { readonly rss: number; readonly heap: number };

  constructor() {
    globalThis.gc?.();
    writeFileSync('/proc/self/clear_refs', FORGET_PEAK);
    this.#idle = { rss: process.memoryUsage.rss(), heap: usedHeap() };
  }

  /** Polls once more, and looks at the heap in the meantime. */
  async weigh(poll: Poll): Promise<Strain> {
    globalThis.gc?.();
    let peak = 0;
    const look = (): void => {
      peak = Math.max(peak, usedHeap());
    };
    const looks = setInterval(look, LOOK_INTERVAL);
    await poll(look);
    look();
    clearInterval(looks);
    return { rss: peakRss() - this.#idle.rss, heap: peak - this.#idle.heap };
  }
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
