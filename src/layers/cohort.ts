/**
 * Those who share an answer, and ask for the same next: the further pages of a list. They
 * come one after the other, each when it has read what was before.
 */
export class Cohort<Call> {
  /** What they have asked for, and can still join. */
  readonly calls = new Map<string, Call>();
  /** How many of them have not read the answer. */
  #unread = 0;
  /** How many of them have not asked for what is next. */
  #left = 0;

  /** @param before the cohort of which others may still come for the answer */
  constructor(private before?: Cohort<Call>) {}

  /** How many are expected to ask for what is next. */
  get toCome(): number {
    return this.#left + (this.before?.toCome ?? 0);
  }

  /** So many more of them wait for the answer. */
  add(count: number): void {
    this.#unread += count;
    this.#left += count;
  }

  /** One of them has read it. */
  read(): void {
    this.#unread--;
  }

  /** Nobody else will read it, and so nobody else will ask for what is next. */
  end(): void {
    this.#left -= this.#unread;
    this.#unread = 0;
    this.before = undefined;
  }

  /** One of them asks for what is next. */
  ask(): void {
    this.#left = Math.max(0, this.#left - 1);
  }
}
