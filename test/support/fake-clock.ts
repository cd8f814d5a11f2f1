import { type SinonFakeTimers, useFakeTimers } from 'sinon';

/** A clock that stands still until it is told to go on. */
export interface FakeClock {
  /** Timers that are still to go off. */
  readonly timers: number;
  /** Lets time pass, with the timers that go off in it and what they set in motion. */
  pass(ms: number): Promise<void>;
  /** Sets the time of day, as NTP or a person does; timers take no notice. */
  set(time: number | Date): void;
}

/**
 * Gives each test of the surrounding `describe` a fake clock. Immediates and
 * everything below them stay real, so that HTTP on loopback goes on.
 */
export function useFakeClock(now = '2026-03-02T08:00:00Z'): FakeClock {
  let clock: SinonFakeTimers;
  beforeEach(() => {
    clock = useFakeTimers({
      now: new Date(now),
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    });
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
