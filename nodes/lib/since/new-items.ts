import type { Chunk } from '../../../src/list/page';
import { SinceList, type SinceRules, type SinceState } from '../../../src/since/since-list';

/** What is new in one list; it is noted when all of it has been sent. */
export class NewItems {
  #list: SinceList;

  /** @param write keeps what is known from now on */
  constructor(
    private readonly state: SinceState,
    private readonly rules: SinceRules,
    private readonly write: (state: SinceState) => Promise<void>,
  ) {
    this.#list = new SinceList(state, rules);
  }

  /** What the service is asked for; nothing where that is everything. */
  get from(): string | number | undefined {
    return this.#list.from;
  }

  /** What the messages say of it. */
  get facts(): { readonly since?: string | number } {
    return this.from === undefined ? {} : { since: this.from };
  }

  /** The list is read, perhaps once more. */
  begin(): void {
    this.#list = new SinceList(this.state, this.rules);
  }

  /**
   * The same part of the list without what was sent before.
   *
   * @param now ms since 1970
   */
  async take(chunk: Chunk, now: number): Promise<Chunk> {
    const items = await this.#list.add(chunk.items, now);
    const { total } = chunk;
    if (total === undefined) return { ...chunk, items };
    // Who compares both numbers is to find as many as the service sent.
    return { ...chunk, items, total: Math.max(0, total - this.#list.leftOut) };
  }

  /** All of the list has been sent. @throws {ServiceError} STORE_FAILED */
  async commit(): Promise<void> {
    const state = this.#list.end();
    // What has not changed is not written again: a poll each minute would wear out a memory card.
    if (!this.#list.hasNews && state.value === this.state.value) return;
    await this.write(state);
  }
}
