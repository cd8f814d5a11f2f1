import type { ContextStore } from '../context-store';
import { KeptLists } from './kept-lists';
import { type TopicLimits, Topics } from './topics';

/** What a node remembers of its topics, within limits. */
export class TopicMemory {
  #lists: KeptLists | undefined;
  #topics: Topics | undefined;
  #hasWarned = false;

  /**
   * @param open opens the store at the first message, whose error it is where that fails
   * @param onForget a topic is no longer remembered
   * @param onTooMany topics were forgotten because there are more than this many; called once
   */
  constructor(
    private readonly open: () => ContextStore,
    private readonly onForget: (topic: string) => void,
    private readonly onTooMany: (most: number) => void,
  ) {}

  /**
   * The lists that are kept; those of the least recently used topics are forgotten.
   *
   * @param topic the one that is in use now
   * @throws {ServiceError} STORE_FAILED
   */
  async use(topic: string, limits: TopicLimits): Promise<KeptLists> {
    const { lists, topics } = await this.#opened();
    const { old, tooMany } = topics.use(topic, limits);
    await this.#forget(lists, [...old, ...tooMany]);
    if (tooMany.length > 0 && !this.#hasWarned) {
      this.#hasWarned = true;
      this.onTooMany(limits.topics);
    }
    return lists;
  }

  /** @throws {ServiceError} STORE_FAILED */
  async forget(topic: string): Promise<void> {
    const { lists, topics } = await this.#opened();
    topics.forget([topic]);
    await this.#forget(lists, [topic]);
  }

  /** @throws {ServiceError} STORE_FAILED */
  async forgetAll(): Promise<void> {
    const { lists, topics } = await this.#opened();
    const all = topics.all;
    topics.forget(all);
    // A store that cannot list its keys may have had the list without a topic.
    await this.#forget(lists, all.length > 0 ? all : ['']);
  }

  /** @throws {ServiceError} STORE_FAILED */
  async close(): Promise<void> {
    await this.#lists?.close();
  }

  async #opened(): Promise<{ lists: KeptLists; topics: Topics }> {
    this.#lists ??= new KeptLists(this.open());
    this.#topics ??= new Topics(await this.#lists.topics());
    return { lists: this.#lists, topics: this.#topics };
  }

  async #forget(lists: KeptLists, topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.onForget(topic);
    await lists.forget(topics);
  }
}
