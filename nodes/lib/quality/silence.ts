/** Topics that are listened to; where there are more, the oldest is not any more. */
const MAX_TOPICS = 1_000;

/** The longest time that a timer takes; a longer one would end at once. */
const LONGEST = 2 ** 31 - 1;

/** Notices when no list has come for too long: on a topic, or since the beginning on any. */
export class Silence {
  readonly #timers = new Map<string | undefined, NodeJS.Timeout>();

  /**
   * @param patience milliseconds
   * @param onSilence called once for each silence, with the topic where there was one
   */
  constructor(
    private readonly patience: number,
    private readonly onSilence: (topic: string | undefined, since: Date) => void,
  ) {
    this.#listen(undefined);
  }

  /** A list has come. */
  heard(topic: string): void {
    this.forget(undefined);
    this.forget(topic);
    const oldest = this.#timers.keys().next();
    if (this.#timers.size >= MAX_TOPICS && !oldest.done) this.forget(oldest.value);
    this.#listen(topic);
  }

  forget(topic: string | undefined): void {
    clearTimeout(this.#timers.get(topic));
    this.#timers.delete(topic);
  }

  close(): void {
    for (const topic of this.#timers.keys()) this.forget(topic);
  }

  #listen(topic: string | undefined): void {
    const since = new Date();
    const timer = setTimeout(() => this.onSilence(topic, since), Math.min(this.patience, LONGEST));
    this.#timers.set(topic, timer);
  }
}
