import { Aborter } from '../../../src/abort';
import { runInSlices } from '../../../src/event-loop/in-slices';
import { readState, type State } from '../../../src/quality/state';
import { topicKey, topicOfKey } from '../collect/topic';
import type { ContextStore } from '../context-store';

/** How the keys of the node's context begin. */
const HEAD = 'quality_';

/** A state is read to its end, which takes no longer than to write it. */
const UNTIL_DONE = new Aborter().signal;

/** Topics that are remembered; where there are more, the one that was in use longest ago is forgotten. */
const MAX_TOPICS = 1_000;

/** The counts of each topic: in how many lists its items were fit, and what they were like in the last one. */
export class KeptCounts {
  /** What this node has written itself need not be looked through again. */
  readonly #written = new Map<string, State>();

  /**
   * @param openStore throws where there is no such store
   * @param onForget called with each topic that is forgotten because there are too many
   */
  constructor(
    private readonly openStore: () => ContextStore,
    private readonly onForget: (topic: string) => void,
  ) {}

  /** The topics of which something is kept, as far as the store can say. @throws {ServiceError} STORE_FAILED */
  async topics(): Promise<string[]> {
    const keys = (await this.openStore().keys()).filter((key) => key.startsWith(HEAD));
    return keys.map((key) => topicOfKey(key.slice(HEAD.length)));
  }

  /** @throws {ServiceError} STORE_FAILED */
  async read(topic: string): Promise<State | undefined> {
    const [value] = await this.openStore().read([keyOf(topic)]);
    const written = this.#written.get(topic);
    return value === written ? written : runInSlices(readState(value), UNTIL_DONE);
  }

  /** @throws {ServiceError} STORE_FAILED */
  async write(topic: string, state: State): Promise<void> {
    this.#written.delete(topic);
    this.#written.set(topic, state);
    const [oldest = ''] = this.#written.keys();
    if (this.#written.size > MAX_TOPICS) {
      await this.forget([oldest]);
      this.onForget(oldest);
    }
    await this.openStore().write(new Map([[keyOf(topic), state]]));
  }

  /** @throws {ServiceError} STORE_FAILED */
  async forget(topics: readonly string[]): Promise<void> {
    for (const topic of topics) this.#written.delete(topic);
    await this.openStore().write(new Map(topics.map((topic) => [keyOf(topic), undefined])));
  }
}

function keyOf(topic: string): string {
  return HEAD + topicKey(topic);
}
