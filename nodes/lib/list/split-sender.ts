import { setImmediate as nextPass } from 'node:timers/promises';
import { computeInSlice, SLICE } from '../../../src/event-loop/time-slice';
import type { Chunk, Form } from '../../../src/list/page';
import type { ListMode } from '../../settings';
import { MESSAGES_PER_PASS } from '../send-each';
import {
  infoOf,
  type ListInfo,
  type ListMessage,
  type ListSender,
  type ListSenderOptions,
} from './list-sender';

type SplitMode = Exclude<ListMode, 'list'>;

/** What is sent about a complete list. */
interface ListTotals {
  /** Messages. */
  readonly count: number;
  readonly inode: ListInfo;
}

/** Makes a message with these and what else the one that came in has. */
type CreateMessage = (payload: unknown, inode: ListInfo) => ListMessage;

/**
 * Sends a list as one message for each item, or for each page, while it
 * still arrives. The last message says how many there are, as with the core
 * split node when it handles a stream; all of them do where the first chunk
 * is the complete list and none of them waits for a tick. The last one is the message that came in, the others are
 * copies of it.
 */
export class SplitSender implements ListSender {
  count = 0;
  /** What left cannot be taken back. */
  readonly isToBeReadAgain = false;
  readonly #id: string;
  readonly #copy: CreateMessage;
  readonly #reuse: CreateMessage = (payload, inode) =>
    Object.assign(this.options.msg, { payload, inode });
  /** How the join node puts the payloads together again. */
  #parts: object | undefined;
  #sent = 0;
  /** Kept back, because it may be the last one: the chunks that follow may be empty. */
  #kept: { readonly payload: unknown } | undefined;

  constructor(
    private readonly mode: SplitMode,
    private readonly options: ListSenderOptions,
  ) {
    this.#id = options.util.generateId();
    this.#copy = copier(options);
  }

  async add(chunk: Chunk): Promise<void> {
    const { items, isLast } = chunk;
    this.count += items.length;
    const payloads = this.mode === 'items' || chunk.form !== undefined ? items : [items];
    this.#parts ??= partsOf(this.mode, chunk);
    // Ticks may never come, and a message with a count is taken for a complete list.
    const isSafe = this.options.backPressure?.isOn() !== true;
    const isInOneChunk = isSafe && isLast && this.#sent === 0 && this.#kept === undefined;
    const totalsOf = (count: number): ListTotals => ({
      count,
      inode: infoOf(this.options, this.count, chunk),
    });
    const totals = isInOneChunk ? totalsOf(payloads.length) : undefined;
    for (let from = 0, sent = 0; from < payloads.length; from += sent) {
      const next = payloads.slice(from, from + (await this.#room()));
      sent = await computeInSlice(() => this.#sendSome(next, totals));
      await nextPass();
    }
    await this.#room();
    if (isLast) this.#sendKept(this.#reuse, totals ?? totalsOf(this.#sent + 1));
    // Each page is a message, and another one follows; behind a part of a text or of bytes, nothing may.
    else if (this.mode === 'pages' && chunk.form === undefined)
      this.#sendKept(this.#copy, undefined);
  }

  /** How many messages may leave now. */
  async #room(): Promise<number> {
    const { backPressure } = this.options;
    await backPressure?.ready();
    return backPressure?.isOn() === true ? 1 : MESSAGES_PER_PASS;
  }

  /** Sends as many as fit into a slice, for a message may bring what takes long to copy; returns how many. */
  #sendSome(payloads: readonly unknown[], totals: ListTotals | undefined): number {
    const end = performance.now() + SLICE;
    let sent = 0;
    for (const payload of payloads) {
      this.#sendKept(this.#copy, totals);
      this.#kept = { payload };
      sent++;
      if (performance.now() >= end) break;
    }
    return sent;
  }

  #sendKept(create: CreateMessage, totals: ListTotals | undefined): void {
    if (this.#kept === undefined) return;
    const { source, send, more, backPressure } = this.options;
    const message = create(this.#kept.payload, { ...source, ...totals?.inode });
    this.#kept = undefined;
    // The sequence that the message which came in is part of.
    const outer = message.parts;
    const parts = {
      id: this.#id,
      ...this.#parts,
      index: this.#sent++,
      ...(totals && { count: totals.count }),
      ...(outer !== undefined && { parts: outer }),
    };
    backPressure?.sent();
    send(Object.assign(message, { parts }, more?.()));
  }
}

/** As the core split and file in nodes mark parts of a list, a text, or a Buffer. */
function partsOf(mode: SplitMode, { items, form }: Chunk): object {
  if (form !== undefined) return PARTS[form];
  // The join node puts arrays together, rather than side by side, where `len` is more than one.
  return { type: 'array', len: mode === 'items' ? 1 : Math.max(2, items.length) };
}

const PARTS: Readonly<Record<Form, object>> = {
  line: { type: 'string', ch: '\n' },
  text: { type: 'string', ch: '' },
  bytes: { type: 'buffer', ch: '' },
};

/** Makes copies of a message without what they get new, which may be large. */
function copier({ msg, util }: ListSenderOptions): CreateMessage {
  const { payload: _, inode: __, ...rest } = msg;
  const isFlat = Object.values(rest).every((value) => typeof value !== 'object' || value === null);
  const copy = isFlat ? () => rest : () => util.cloneMessage(rest);
  // Added behind a spread, the properties would take V8 thirty times as long.
  return (payload, inode) => ({ payload, inode, parts: undefined, ...copy() });
}
