import type { NodeAPI } from 'node-red';
import type { Caller } from '../../../src/http/message';
import type { OnChunk } from '../../../src/list/page';
import type { ListMode } from '../../settings';
import { measure } from '../measure';
import type { Job } from '../working-node';
import { infoOf, type ListSender, type ListSenderOptions, type ListSource } from './list-sender';
import { SplitSender } from './split-sender';

const SENDERS: Readonly<Record<ListMode, (options: ListSenderOptions) => ListSender>> = {
  list: (options) => new WholeSender(options),
  items: (options) => new SplitSender('item', options),
  pages: (options) => new SplitSender('page', options),
};

/**
 * Sends a list on in one of the ways that a dialog offers.
 *
 * @param source what the messages say of where the list is from
 * @param fetch fetches it, chunk by chunk
 * @returns how many items it has
 */
export async function sendList(
  { util }: Pick<NodeAPI, 'util'>,
  { msg, send, ...job }: Pick<Job<unknown, unknown>, 'msg' | 'send' | 'caller' | 'askedAt'>,
  mode: ListMode,
  source: ListSource,
  fetch: (call: Caller & { readonly mode: ListMode }, onChunk: OnChunk) => Promise<void>,
): Promise<number> {
  const { caller, result } = measure(job.caller, job.askedAt);
  const sender = SENDERS[mode]({ msg, send, source, result, util });
  await fetch({ ...caller, mode }, (chunk) => sender.add(chunk));
  return sender.count;
}

/** Sends a list in one message, when it is complete. */
class WholeSender implements ListSender {
  #items: unknown[] | undefined;

  constructor(private readonly options: ListSenderOptions) {}

  get count(): number {
    return this.#items?.length ?? 0;
  }

  async add(chunk: Parameters<OnChunk>[0]): Promise<void> {
    const { items, isLast } = chunk;
    if (this.#items === undefined) this.#items = items;
    else for (const item of items) this.#items.push(item);
    if (!isLast) return;
    const { msg, send } = this.options;
    const inode = infoOf(this.options, this.count, chunk);
    send(Object.assign(msg, { payload: this.#items, inode }));
  }
}
