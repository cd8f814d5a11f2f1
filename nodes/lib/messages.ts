import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Resource } from '../../src/services/inode';
import type { ListMode } from '../settings';

/** How a list was fetched; goes on as `msg.inode`. */
export interface ListInfo {
  readonly resource: Resource;
  /** Items in the whole list. */
  readonly count: number;
  /** When the list was complete, ISO 8601. */
  readonly fetchedAt: string;
  /** Milliseconds from the trigger to the complete list. */
  readonly durationMs: number;
  /** HTTP requests for the list, repetitions included, sign-ins not. */
  readonly requests: number;
}

/** The sequence that a message is part of, as the core split and join nodes know it. */
interface Parts {
  readonly id: string;
  readonly type: 'array';
  readonly count: number;
  readonly index: number;
  readonly len: number;
  /** The sequence that the triggering message was part of. */
  readonly parts?: unknown;
}

type Message = NodeMessageInFlow & { parts?: unknown; inode?: ListInfo };

/** The messages that carry a list on. The last one is the message that came in, the others are copies. */
export function* toMessages(
  mode: ListMode,
  msg: Message,
  pages: readonly unknown[][],
  info: ListInfo,
  util: Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>,
): Generator<Message> {
  if (mode === 'list') {
    yield Object.assign(msg, { payload: joined(pages), inode: info });
    return;
  }
  const payloads: readonly unknown[] = mode === 'pages' ? pages : joined(pages);
  // The join node puts arrays together, rather than side by side, where `len` is more than one.
  const len = mode === 'pages' ? Math.max(2, pages[0]?.length ?? 0) : 1;
  const outer = msg.parts === undefined ? {} : { parts: msg.parts };
  const id = util.generateId();
  // What the copies get anew is not copied first: the payload that came in may be large.
  if (payloads.length > 0) delete msg.payload;
  for (const [index, payload] of payloads.entries()) {
    const parts: Parts = { ...outer, id, type: 'array', count: payloads.length, index, len };
    const message = index === payloads.length - 1 ? msg : util.cloneMessage(msg);
    yield Object.assign(message, { payload, parts, inode: { ...info } });
  }
}

function joined(pages: readonly unknown[][]): unknown[] {
  const [first, ...others] = pages;
  return others.length === 0 ? (first ?? []) : pages.flat();
}
