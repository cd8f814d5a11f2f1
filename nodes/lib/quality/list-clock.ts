import { asRecord } from '../../../src/json-value';

/** Whose time the ages are measured against: that of the service's answer, or of this machine. */
export type Clock = 'service' | 'local';

/** When a service's answer was first seen, by a clock that nobody sets. */
interface Seen {
  readonly serviceTime: unknown;
  readonly at: number;
}

/** The year 10000: what lies beyond is not a time that a clock shows. */
const END = Date.UTC(10_000, 0);

/** The times of lists: by the service's clock where it is known, since the one of a small box may be years off. */
export class ListClock {
  readonly #seen = new Map<string, Seen>();

  /**
   * Milliseconds since 1970. An answer that comes again, because a cache or a flow repeats it,
   * is as much older as it was first seen before.
   *
   * @param inode what our nodes report of a list, if they sent it
   */
  timeOf(topic: string, inode: unknown): { readonly now: number; readonly clock: Clock } {
    const { serviceTime } = asRecord(inode);
    const time = typeof serviceTime === 'string' ? Date.parse(serviceTime) : Number.NaN;
    if (!(time >= 0 && time < END)) return { now: Date.now(), clock: 'local' };
    const arrived = performance.now();
    const last = this.#seen.get(topic);
    const at = last !== undefined && last.serviceTime === serviceTime ? last.at : arrived;
    this.#seen.set(topic, { serviceTime, at });
    return { now: Math.round(time + arrived - at), clock: 'service' };
  }

  forget(topic: string): void {
    this.#seen.delete(topic);
  }
}
