import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Judged, Reason } from '../../../src/quality/judge-list';
import type { Alarm, Quality } from '../../../src/quality/state-of-all';
import type { Clock } from './list-clock';

type Message = NodeMessageInFlow & { parts?: unknown; reasons?: unknown };

/** The messages of a list: fit items, the others, and an alarm; `null` where there is none. */
export type Outgoing = [Message | null, Message | null, Message | null];

type Util = Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>;

/** What is sent of a list. */
export interface Sent {
  readonly judged: Judged;
  readonly quality: Quality & { readonly clock: Clock };
  readonly alarm: Alarm | undefined;
}

/**
 * What leaves for a list that came in one message or page by page: the fit items even where
 * there are none, so that what shows them shows that; the others where there are any. Each is
 * sent alone: of several that are sent together, Node-RED copies all but the first, with all
 * their items.
 */
export function* listMessages(msg: Message, sent: Sent, util: Util): Generator<Outgoing> {
  const { judged, alarm, quality } = sent;
  const copy = copier(msg, sent, util);
  const unfit: unknown[] = [];
  const reasons: Reason[] = [];
  for (const each of judged.unfit) {
    unfit.push(each.item);
    reasons.push(...each.reasons);
  }
  const others: Outgoing[] = [];
  if (unfit.length > 0) others.push([null, copy({ payload: unfit, reasons }), null]);
  if (alarm !== undefined) others.push([null, null, copy({ payload: alarm })]);
  yield [Object.assign(msg, { payload: judged.fit, quality }), null, null];
  yield* others;
}

/** What leaves for a list that came item by item, with parts from which a join node makes lists again. */
export function* itemMessages(msg: Message, sent: Sent, util: Util): Generator<Outgoing> {
  const { judged, alarm } = sent;
  const { parts } = msg;
  const copy = copier(msg, sent, util);
  const partsOf = (count: number) => {
    const shared = { id: util.generateId(), type: 'array', count, len: 1 };
    const outer = parts === undefined ? {} : { parts };
    return (index: number): object => ({ parts: { ...outer, ...shared, index } });
  };
  const fitParts = partsOf(judged.fit.length);
  for (const [index, payload] of judged.fit.entries()) {
    yield [copy({ payload, ...fitParts(index) }), null, null];
  }
  const unfitParts = partsOf(judged.unfit.length);
  for (const [index, { item, reasons }] of judged.unfit.entries()) {
    yield [null, copy({ payload: item, reasons, ...unfitParts(index) }), null];
  }
  if (alarm !== undefined) yield [null, null, copy({ payload: alarm })];
}

/** Makes copies of the message, none of which shares anything with another one but the items. */
function copier(msg: Message, { quality }: Sent, util: Util): (own: object) => Message {
  // The list that came in may be large: the copies do not need it. Reasons are of a check before this one.
  delete msg.payload;
  delete msg.reasons;
  return (own) => Object.assign(util.cloneMessage(msg), { quality: { ...quality }, ...own });
}
