import { setImmediate as nextPass } from 'node:timers/promises';
import type { NodeAPI } from 'node-red';
import type { Signal } from '../../../src/abort';
import type { ServiceError } from '../../../src/errors';
import type { Caller } from '../../../src/http/message';
import type { ReadListCall } from '../../../src/list/list-reader';
import type { OnChunk } from '../../../src/list/page';
import { errorText } from '../../error-text';
import type { ANSWER_MODES, ListMode } from '../../settings';
import type { Job } from '../account/working-node';
import { toServiceError } from '../flow-error';
import { type Measured, measure } from '../measure';
import { propertyPath } from '../property-path';
import type { NewItems } from '../since/new-items';
import type { BackPressure } from '../ticks/ticks';
import { infoOf, type ListSender, type ListSenderOptions, type ListSource } from './list-sender';
import { SplitSender } from './split-sender';

const SENDERS: Readonly<Record<ListMode, (options: ListSenderOptions) => ListSender>> = {
  list: (options) => new SingleSender(options),
  items: (options) => new SplitSender('items', options),
  pages: (options) => new SplitSender('pages', options),
};

/** How a list is fetched. */
export type ListCall = Caller & Pick<ReadListCall, 'mode' | 'key' | 'isShared'>;

/** Whether a list is sent as several messages in this mode. */
export function isSplit(mode: (typeof ANSWER_MODES)[number]): boolean {
  return mode === 'items' || mode === 'pages';
}

/**
 * Sends a list on in one of the ways that a dialog offers.
 *
 * @param source what the messages say of where the list is from
 * @param fetch fetches it, chunk by chunk
 * @param newItems where only what is new goes on
 * @param more what else the messages have of the answer that came last, in place of what is there
 * @returns how many items it has
 * @throws {ServiceError} CONFIG_INVALID
 */
export async function sendList(
  RED: NodeAPI,
  { node, settings, msg, send, ticks, translate, ...job }: Job<{ readonly key: string }, unknown>,
  mode: ListMode,
  source: ListSource,
  fetch: (call: ListCall, onChunk: OnChunk) => Promise<void>,
  newItems?: NewItems,
  more?: () => object,
): Promise<number> {
  const path = propertyPath(RED, settings.key);
  const key = path.length === 0 ? undefined : path;
  const { caller, result } = measure(job.caller, job.askedAt);
  const sendAt = async (backPressure?: BackPressure): Promise<number> => {
    const sender = SENDERS[mode]({ msg, send, source, more, result, backPressure, util: RED.util });
    // Callers that share an answer would wait for the slow reader that this is.
    const isShared = backPressure?.isOn() !== true;
    let duplicates = 0;
    const read = (): Promise<void> => {
      newItems?.begin();
      return fetch({ ...caller, mode, key, isShared }, async (chunk) => {
        duplicates = chunk.duplicates ?? 0;
        await job.caller.ready;
        const taken = newItems === undefined ? chunk : await newItems.take(chunk, timeOf(result()));
        // A page without news is not a message of its own.
        if (taken.isLast || taken.items.length > 0) await sender.add(taken);
      });
    };
    await read();
    if (sender.isToBeReadAgain) {
      job.caller.memory.shrinkTo(0);
      await read();
    }
    const problem = newItems && (await commit(newItems, caller.signal, backPressure));
    if (problem !== undefined) {
      node.warn(translate('problem.sinceUnkept', { problem: errorText(translate, problem) }));
    }
    if (duplicates > 0) node.warn(translate('problem.duplicates', { duplicates }));
    return sender.count;
  };
  return ticks === undefined ? sendAt() : ticks.withBackPressure(caller.signal, sendAt);
}

/** When an answer was sent, by the service's clock where it says so; milliseconds since 1970. */
function timeOf({ serviceTime }: Measured): number {
  return serviceTime === undefined ? Date.now() : Date.parse(serviceTime);
}

/**
 * Stores what was sent, when the next nodes have received the last message, and its tick has come.
 *
 * @returns why that failed: the list has been sent all the same
 */
async function commit(
  newItems: NewItems,
  signal: Signal,
  backPressure: BackPressure | undefined,
): Promise<ServiceError | undefined> {
  try {
    await nextPass();
    await backPressure?.ready();
    await newItems.commit();
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return toServiceError(error);
  }
}

/** Sends a list in one message, when it is complete. */
class SingleSender implements ListSender {
  isToBeReadAgain = false;
  #items: unknown[] | undefined;
  #hasBeenReadAgain = false;

  constructor(private readonly options: ListSenderOptions) {}

  get count(): number {
    return this.#items?.length ?? 0;
  }

  async add(chunk: Parameters<OnChunk>[0]): Promise<void> {
    const { items, isLast } = chunk;
    if (this.#items === undefined) this.#items = items;
    else for (const item of items) this.#items.push(item);
    if (!isLast) return;
    this.isToBeReadAgain = chunk.duplicates !== undefined && !this.#hasBeenReadAgain;
    if (this.isToBeReadAgain) {
      // Perhaps items moved while it was read.
      this.#hasBeenReadAgain = true;
      this.#items = undefined;
      return;
    }
    const { msg, send } = this.options;
    const inode = infoOf(this.options, this.count, chunk);
    // What is not a list is one thing.
    const payload = chunk.form === undefined ? this.#items : this.#items[0];
    send(Object.assign(msg, { payload, inode }, this.options.more?.()));
  }
}
