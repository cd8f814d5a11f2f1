import { Aborter } from '../../src/abort';
import type { Caller } from '../../src/http/message';
import type { FakeClock } from './clock';
import { CountedSignal } from './counted-signal';

/** A caller that records what is reported to it, and that can give up. */
export class Watcher implements Caller {
  readonly #controller = new Aborter();
  readonly signal = new CountedSignal(this.#controller.signal);
  readonly observer = {
    onRequest: (): void => {
      this.requests++;
    },
    onArrival: (bytes: number): void => {
      this.bytes += bytes;
    },
    onWait: (seconds: number): void => {
      this.waits.push(seconds);
      setImmediate(() => void this.clock?.pass(seconds * 1_000));
    },
  };
  /** Requests that were sent for it. */
  requests = 0;
  /** Bytes of answers that have arrived for it, decompressed. */
  bytes = 0;
  /** Seconds of each wait that was announced to it. */
  readonly waits: number[] = [];

  /** @param clock is moved on through every wait as soon as that begins. */
  constructor(private readonly clock?: FakeClock) {}

  /** Gives up. */
  abort(reason?: Error): void {
    this.#controller.abort(reason);
  }
}
