import { LONGEST_TIMER } from '../../../src/abort';

/** Topics that are watched; beyond that, the one whose list came longest ago is dropped. */
const MAX_TOPICS = 1_000;

/** Notices when no list has come for too long: on a topic, or since the beginning on any. */
export class Silence {
  readonly #timers = new Map<string | undefined, NodeJS.Timeout>();
  #isClosed = false;

  /**
   * @param maxSilence milliseconds
   * @param onSilence called once for each silence, with the topic where there was one
   */
  constructor(
    private readonly maxSilence: number,
    private readonly onSilence: (topic: string | undefined, since: Date) => void,
  ) {
    this.#listen(undefined);
  }

  /** A list has come. */
  heard(topic: string): void {
    this.forget(undefined);
    this.#listen(topic);
  }

  /** Lists of this topic came before the node was started. */
  expect(topic: string): void {
    if (!this.#timers.has(topic)) this.heard(topic);
  }

  forget(topic: string | undefined): void {
    clearTimeout(this.#timers.get(topic));
    this.#timers.delete(topic);
  }

  close(): void {
    this.#isClosed = true;
    for (const topic of this.#timers.keys()) this.forget(topic);
  }

  #listen(topic: string | undefined): void {
    // A list that was at work when the node closed ends after that.
    if (this.#isClosed) return;
    this.forget(topic);
    const oldest = this.#timers.keys().next();
    if (this.#timers.size >= MAX_TOPICS && !oldest.done) this.forget(oldest.value);
    const since = new Date();
    const wait = (left: number): void => {
      const next = (): void => {
        if (left > LONGEST_TIMER) wait(left - LONGEST_TIMER);
        else this.onSilence(topic, since);
      };
      this.#timers.set(topic, setTimeout(next, Math.min(left, LONGEST_TIMER)));
    };
    wait(this.maxSilence);
  }
}
