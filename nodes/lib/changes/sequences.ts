import type { NodeMessageInFlow } from 'node-red';

/** How much of a sequence has come. */
export interface Progress {
  readonly received: number;
  /** Unknown as long as no message told. */
  readonly count: number | undefined;
}

/** What a message brought: the whole list or a part of it, or something that comes too late. */
export type Collected = (
  | ({ readonly kind: 'whole' } & Whole)
  | { readonly kind: 'part'; readonly progress: Progress }
  | { readonly kind: 'late' }
) &
  Dropped;

/** A list of which all has come. */
export interface Whole {
  readonly list: unknown;
  /** What the message that told the length of the list has as `msg.inode`. */
  readonly inode: unknown;
}

interface Dropped {
  /** A list that will never be whole, because the next one has begun. */
  readonly dropped?: Progress;
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

/** More lists than ever come in turns on one topic. */
const MAX_DROPPED = 32;

/**
 * Puts lists together that come as several messages, one item or one page in
 * each. A part of a list is never taken for the list.
 */
export class Sequences {
  readonly #open = new Map<string, Sequence>();
  /** Ids of the lists that were dropped last: their late messages begin nothing. */
  readonly #dropped = new Map<string, readonly unknown[]>();

  /** Takes the message's own place in a sequence off it, as a join node does. */
  collect(topic: string, msg: ListMessage): Collected {
    const { parts, payload, inode } = msg;
    if (!isOfArray(parts)) return { kind: 'whole', list: payload, inode, ...this.#drop(topic) };
    const { id, index, count, parts: outer } = parts;
    if (this.#dropped.get(topic)?.includes(id)) return { kind: 'late' };

    const dropped = this.#open.get(topic)?.id === id ? {} : this.#drop(topic);
    const sequence: Sequence = this.#open.get(topic) ?? { id, payloads: new Map() };
    const { payloads } = sequence;
    this.#open.set(topic, sequence);
    payloads.set(typeof index === 'number' ? index : payloads.size, payload);
    if (typeof count === 'number') Object.assign(sequence, { count, inode });
    if (payloads.size !== sequence.count) {
      return { kind: 'part', progress: progressOf(sequence), ...dropped };
    }
    this.#open.delete(topic);
    if (outer === undefined) delete msg.parts;
    else msg.parts = outer;
    return { kind: 'whole', list: inOrder(payloads), inode: sequence.inode, ...dropped };
  }

  forget(topic: string): void {
    this.#open.delete(topic);
  }

  #drop(topic: string): Dropped {
    const open = this.#open.get(topic);
    if (open === undefined) return {};
    this.#open.delete(topic);
    const before = this.#dropped.get(topic) ?? [];
    this.#dropped.set(topic, [...before, open.id].slice(-MAX_DROPPED));
    return { dropped: progressOf(open) };
  }
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

function progressOf({ payloads, count }: Sequence): Progress {
  return { received: payloads.size, count };
}

/** Pages one after the other, or items. */
function inOrder(payloads: ReadonlyMap<number, unknown>): unknown[] {
  return [...payloads].toSorted(([a], [b]) => a - b).flatMap(([, payload]) => payload);
}
