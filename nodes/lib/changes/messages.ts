import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Changes } from '../../../src/changes/compare-list';
import type { ChangesSettings } from '../../settings';

type Message = NodeMessageInFlow & { parts?: unknown; change?: unknown; changes?: unknown };

/** What is doubtful about a list, as messages and the status say it. */
export interface Doubts {
  /** Watched fields that no item has. */
  readonly missing: readonly string[];
  /** How many items were left out. */
  readonly skipped: number;
}

/** What is reported of a list. */
type Report = Doubts & { readonly changes: Changes };

/** What a message reports, in the order of the outputs. */
const KINDS = ['added', 'changed', 'removed'] as const;

/** What a message gets of its own, and the output that it leaves by. */
interface Outgoing {
  readonly output: number;
  readonly payload: unknown;
  readonly parts?: object;
}

/**
 * What is to be sent, one message at a time at its output: added, changed,
 * removed. The last one is the message that came in, the others are copies.
 */
export function* toChangeMessages(
  mode: ChangesSettings['mode'],
  msg: Message,
  { changes: { added, changed, removed }, missing, skipped }: Report,
  util: Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>,
): Generator<(Message | null)[]> {
  const kinds = [added, changed, removed];
  const outputs = kinds.filter((items) => items.length > 0);
  let left =
    mode === 'items' ? outputs.reduce((sum, { length }) => sum + length, 0) : outputs.length;
  const outer = msg.parts;
  // The list that came in may be large: the copies need it no more.
  delete msg.payload;
  const doubts = {
    ...(missing.length > 0 && { missing: [...missing] }),
    ...(skipped > 0 && { skipped }),
  };
  if (Object.keys(doubts).length > 0) msg.changes = doubts;
  for (const { output, ...own } of toOutgoing(mode, kinds, outer, util.generateId)) {
    left--;
    const message = left === 0 ? msg : util.cloneMessage(msg);
    Object.assign(message, own, { change: KINDS[output] });
    yield kinds.map((_, at) => (at === output ? message : null));
  }
}

function* toOutgoing(
  mode: ChangesSettings['mode'],
  kinds: readonly (readonly unknown[])[],
  outer: unknown,
  generateId: () => string,
): Generator<Outgoing> {
  for (const [output, items] of kinds.entries()) {
    if (mode === 'items') yield* oneByOne(items, output, outer, generateId());
    else if (items.length > 0) yield { output, payload: items };
  }
}

/** Payloads with parts, from which a join node makes the list again. */
function* oneByOne(
  items: readonly unknown[],
  output: number,
  outer: unknown,
  id: string,
): Generator<Outgoing> {
  const shared = { id, type: 'array', count: items.length, len: 1 };
  for (const [index, payload] of items.entries()) {
    const parts = { ...(outer !== undefined && { parts: outer }), ...shared, index };
    yield { output, payload, parts };
  }
}
