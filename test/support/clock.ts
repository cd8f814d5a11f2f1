import assert from 'node:assert/strict';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';

export type Clock = SinonFakeTimers;

/** Real milliseconds that something gets to come about. */
const TIMEOUT = 30_000;

/** Passes of the event loop before a wait leaves the processor to others. */
const BUSY_PASSES = 200;

/** Before a test replaces it. */
const setRealTimeout = setTimeout;

/**
 * Stops the time at which the nodes, Node-RED and the simulator look. What
 * remains is real: sockets, promises, and the immediates that Node-RED
 * delivers messages with.
 */
export function stopClock(now: Date | number = Date.UTC(2026, 2, 2, 12)): Clock {
  return useFakeTimers({
    now,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    // Those of connections that were open before.
    shouldClearNativeTimers: true,
  });
}

/** Stops the time for as long as `use` takes. */
export async function withStoppedClock(use: (clock: Clock) => Promise<void>): Promise<void> {
  const clock = stopClock();
  try {
    await use(clock);
  } finally {
    clock.restore();
  }
}

/** A clock that is stopped until a test advances it. */
export interface FakeClock {
  /** Timers that are still to go off. */
  readonly timers: number;
  /** Lets time pass, with the timers that go off in it and what they set in motion. */
  pass(ms: number): Promise<void>;
  /** Sets the time of day, as NTP or a person does; timers take no notice. */
  set(time: number | Date): void;
}

/** Gives each test of the surrounding `describe` a stopped clock. */
export function useFakeClock(now = '2026-03-02T08:00:00Z'): FakeClock {
  let clock: Clock;
  beforeEach(() => {
    clock = stopClock(new Date(now));
  });
  afterEach(() => clock.restore());
  return {
    get timers() {
      return clock.countTimers();
    },
    async pass(ms) {
      await clock.tickAsync(ms);
    },
    set: (time) => clock.setSystemTime(time),
  };
}

/** Waits in real time, and lets everything that needs no clock go on meanwhile. */
export async function until(
  condition: () => boolean,
  what: string = condition.toString(),
): Promise<void> {
  const end = realTime() + TIMEOUT;
  for (let pass = 0; !condition(); pass++) {
    assert(realTime() < end, `this did not come about within ${TIMEOUT} ms: ${what}`);
    await (pass < BUSY_PASSES ? nextPass() : pause(1));
  }
}

/** Gives what must not happen some real milliseconds in which it could. */
export function pause(ms = 20): Promise<void> {
  return new Promise((resolve) => {
    setRealTimeout(resolve, ms);
  });
}

/** Fake milliseconds after which a wait is a long one. */
const SOON = 500;

/** In a long wait, fake milliseconds between two real pauses, in which the threads of zlib can finish. */
const REAL_PAUSE_EVERY = 200;

/**
 * Lets a fake millisecond pass with every pass of the event loop until the promise is
 * settled. In a long wait hardly anything is on its way any more: there it is five.
 */
export async function passTime<T>(clock: Clock, promise: Promise<T>): Promise<T> {
  const settled = promise.then(
    () => true,
    () => true,
  );
  for (let ms = 0; (await Promise.race([settled, nextPass()])) !== true; ) {
    assert(ms < 60_000, 'it did not come to its end in a minute');
    const step = ms < SOON ? 1 : 5;
    clock.tick(step);
    ms += step;
    if (step > 1 && ms % REAL_PAUSE_EVERY === 0) await pause(1);
  }
  return promise;
}

function nextPass(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Milliseconds that no fake clock stops. */
function realTime(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
