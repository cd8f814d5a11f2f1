import type { NodeAPI } from 'node-red';
import type { Caller } from '../../../src/http/message';
import type { OnChunk } from '../../../src/list/page';
import type { ANSWER_MODES, ListMode } from '../../settings';
import { measure } from '../measure';
import type { Pace } from '../ticks/ticks';
import type { Job } from '../working-node';
import { infoOf, type ListSender, type ListSenderOptions, type ListSource } from './list-sender';
import { SplitSender } from './split-sender';

const SENDERS: Readonly<Record<ListMode, (options: ListSenderOptions) => ListSender>> = {
  list: (options) => new WholeSender(options),
  items: (options) => new SplitSender('item', options),
  pages: (options) => new SplitSender('page', options),
};

/** Whether a list is sent as several messages in this mode. */
export function isSplit(mode: (typeof ANSWER_MODES)[number]): boolean {
  return mode === 'items' || mode === 'pages';
}

/**
 * Sends a list on in one of the ways that a dialog offers.
 *
 * @param source what the messages say of where the list is from
 * @param fetch fetches it, chunk by chunk
 * @returns how many items it has
 */
export async function sendList(
  { util }: Pick<NodeAPI, 'util'>,
  { msg, send, ticks, ...job }: Pick<Job<unknown, unknown>, 'msg' | 'send' | 'caller' | 'ticks'>,
  mode: ListMode,
  source: ListSource,
  fetch: (
    call: Caller & { readonly mode: ListMode; readonly isShared: boolean },
    onChunk: OnChunk,
  ) => Promise<void>,
): Promise<number> {
  const { caller, result } = measure(job.caller);
  const sendAt = async (pace?: Pace): Promise<number> => {
    const sender = SENDERS[mode]({ msg, send, source, result, pace, util });
    // Who takes his time is not waited for by those who would share the answer.
    const isShared = !pace?.isOn;
    await fetch({ ...caller, mode, isShared }, (chunk) => sender.add(chunk));
    return sender.count;
  };
  return ticks === undefined ? sendAt() : ticks.pace(caller.signal, sendAt);
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
