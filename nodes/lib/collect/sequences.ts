import type { NodeMessageInFlow } from 'node-red';
import { Received } from './received';

/** How much of a sequence has come. */
export interface SequenceProgress {
  readonly received: number;
  /** Undefined as long as no message has it. */
  readonly count: number | undefined;
}

/** What a message brought: the complete list or a part of it, or something that comes too late. */
export type Collected = (
  | ({ readonly kind: 'complete' } & CompleteList)
  | { readonly kind: 'part'; readonly progress: SequenceProgress }
  | { readonly kind: 'late' }
) &
  Dropped;

/** A list of which all has come. */
export interface CompleteList {
  readonly list: unknown;
  /** The `msg.inode` of the message that had the length of the list. */
  readonly inode: unknown;
}

interface Dropped {
  /** A list that will never be complete, because the next one has begun. */
  readonly dropped?: SequenceProgress;
}

interface Sequence {
  readonly id: unknown;
  readonly payloads: Map<number, unknown>;
  count?: number;
  inode?: unknown;
}

interface Parts {
  readonly id: unknown;
  readonly index?: unknown;
  readonly count?: unknown;
  readonly parts?: unknown;
}

/** A message that brings a list or a part of it. */
type ListMessage = Pick<NodeMessageInFlow, 'payload'> & { parts?: unknown; inode?: unknown };

/** Dropped lists that are remembered for a topic: more than ever arrive interleaved. */
const MAX_DROPPED = 32;

/** Topics with an incomplete list: more than ever send one at the same time. */
const MAX_TOPICS = 1_000;

/**
 * Puts lists together that come as several messages, one item or one page in
 * each. A part of a list is never taken for the list.
 */
export class Sequences {
  readonly #open = new Map<string, Sequence>();
  /** The lists that were dropped last, by their ids: their late messages begin nothing. */
  readonly #dropped = new Map<string, ReadonlyMap<unknown, Received>>();

  /** Takes the message's own place in a sequence off it, as a join node does. */
  collect(topic: string, msg: ListMessage): Collected {
    const { parts, payload, inode } = msg;
    if (!isOfArray(parts)) return { kind: 'complete', list: payload, inode, ...this.#drop(topic) };
    const { id, index, count, parts: outer } = parts;
    if (this.#isLate(topic, id, index)) return { kind: 'late' };

    const dropped = this.#open.get(topic)?.id === id ? {} : this.#drop(topic);
    this.#beginAgain(topic, id);
    const sequence: Sequence = this.#open.get(topic) ?? { id, payloads: new Map() };
    const { payloads } = sequence;
    this.#open.set(topic, sequence);
    limit(this.#open);
    payloads.set(typeof index === 'number' ? index : payloads.size, payload);
    if (typeof count === 'number') Object.assign(sequence, { count, inode });
    if (payloads.size !== sequence.count) {
      return { kind: 'part', progress: progressOf(sequence), ...dropped };
    }
    this.#open.delete(topic);
    if (outer === undefined) delete msg.parts;
    else msg.parts = outer;
    return { kind: 'complete', list: inOrder(payloads), inode: sequence.inode, ...dropped };
  }

  forget(topic: string): void {
    this.#open.delete(topic);
    this.#dropped.delete(topic);
  }

  forgetAll(): void {
    this.#open.clear();
    this.#dropped.clear();
  }

  /** Whether a message belongs to a list that was dropped. What had come of it before begins it again. */
  #isLate(topic: string, id: unknown, index: unknown): boolean {
    const received = this.#dropped.get(topic)?.get(id);
    return received !== undefined && !(typeof index === 'number' && received.has(index));
  }

  #beginAgain(topic: string, id: unknown): void {
    const dropped = this.#dropped.get(topic);
    if (!dropped?.has(id)) return;
    this.#dropped.set(topic, new Map([...dropped].filter(([each]) => each !== id)));
  }

  #drop(topic: string): Dropped {
    const open = this.#open.get(topic);
    if (open === undefined) return {};
    this.#open.delete(topic);
    const dropped = new Map(this.#dropped.get(topic));
    dropped.delete(open.id);
    dropped.set(open.id, new Received(open.payloads.keys()));
    this.#dropped.set(topic, new Map([...dropped].slice(-MAX_DROPPED)));
    limit(this.#dropped);
    return { dropped: progressOf(open) };
  }
}

/** Forgets the topic that came first. */
function limit(topics: Map<string, unknown>): void {
  if (topics.size <= MAX_TOPICS) return;
  for (const first of [...topics.keys()].slice(0, 1)) topics.delete(first);
}

function isOfArray(parts: unknown): parts is Parts {
  return (
    typeof parts === 'object' &&
    parts !== null &&
    'id' in parts &&
    // Sequences of no type come from a batch node.
    (!('type' in parts) || parts.type === 'array')
  );
}

function progressOf({ payloads, count }: Sequence): SequenceProgress {
  return { received: payloads.size, count };
}

/** Pages one after the other, or items. */
function inOrder(payloads: ReadonlyMap<number, unknown>): unknown[] {
  return [...payloads].toSorted(([a], [b]) => a - b).flatMap(([, payload]) => payload);
}
