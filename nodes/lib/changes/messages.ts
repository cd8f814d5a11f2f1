import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Changes } from '../../../src/changes/compare-list';
import type { ChangesSettings } from '../../settings';

type Message = NodeMessageInFlow & { parts?: unknown };

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
  { added, changed, removed }: Changes,
  util: Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>,
): Generator<(Message | null)[]> {
  const kinds: readonly (readonly unknown[])[] = [added, changed, removed];
  const outgoing = kinds.flatMap((items, output): Outgoing[] => {
    if (mode === 'items') return oneByOne(items, output, msg.parts, util.generateId());
    return items.length > 0 ? [{ output, payload: items }] : [];
  });
  // The list that came in may be large: the copies need it no more.
  delete msg.payload;
  for (const [index, { output, ...own }] of outgoing.entries()) {
    const message = index === outgoing.length - 1 ? msg : util.cloneMessage(msg);
    Object.assign(message, own);
    yield kinds.map((_, at) => (at === output ? message : null));
  }
}

/** Payloads with parts, from which a join node makes the list again. */
function oneByOne(
  items: readonly unknown[],
  output: number,
  outer: unknown,
  id: string,
): Outgoing[] {
  const shared = { id, type: 'array', count: items.length, len: 1 };
  return items.map((payload, index) => ({
    output,
    payload,
    parts: { ...(outer !== undefined && { parts: outer }), ...shared, index },
  }));
}
