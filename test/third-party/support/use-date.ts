import { type SinonFakeTimers, useFakeTimers } from 'sinon';

/** The time of day as the simulator sees it; Node-RED and the browser have their own. */
export interface SimulatedDate {
  /** @param time milliseconds since the epoch */
  set(time: number): void;
}

/** Gives the surrounding `describe` a date that stands still until it is set. Timers stay real. */
export function useDate(now: string | number): SimulatedDate {
  let clock: SinonFakeTimers;
  before(() => {
    clock = useFakeTimers({ now: new Date(now), toFake: ['Date'] });
  });
  after(() => clock.restore());
  return { set: (time) => clock.setSystemTime(time) };
}
