import type { NodeAPI, NodeMessageInFlow } from 'node-red';
import type { Judged } from '../../../src/quality/judge-list';
import type { Alarm, Quality } from '../../../src/quality/state-of-all';

type Message = NodeMessageInFlow & { parts?: unknown };

/** The messages of a list: fit items, the others, and an alarm; `null` where there is none. */
export type Outgoing = [Message | null, Message | null, Message | null];

type Util = Pick<NodeAPI['util'], 'cloneMessage' | 'generateId'>;

/** What is sent of a list. */
export interface Sent {
  readonly judged: Judged;
  readonly quality: Quality & { readonly clock: Clock };
  readonly alarm: Alarm | undefined;
}

/** Whose time the ages were measured against: that of the service's answer, or of this machine. */
export type Clock = 'service' | 'local';

/**
 * What leaves for a list that came in one message or page by page: the fit items even where
 * there are none, so that what shows them shows that; the others where there are any.
 */
export function listMessages(msg: Message, sent: Sent, { cloneMessage }: Util): Outgoing {
  const { judged, quality, alarm } = sent;
  // The list that came in may be large: the copies do not need it.
  delete msg.payload;
  const copy = (own: object): Message => Object.assign(cloneMessage(msg), own);
  const reasons = judged.unfit.flatMap((each) => each.reasons);
  const items = judged.unfit.map(({ item }) => item);
  const unfit = items.length === 0 ? null : copy({ payload: items, quality, reasons });
  const raised = alarm === undefined ? null : copy({ payload: alarm, quality });
  return [Object.assign(msg, { payload: judged.fit, quality }), unfit, raised];
}

/** What leaves for a list that came item by item, with parts from which a join node makes lists again. */
export function* itemMessages(msg: Message, sent: Sent, util: Util): Generator<Outgoing> {
  const { judged, quality, alarm } = sent;
  const { parts } = msg;
  delete msg.payload;
  const partsOf = (count: number) => {
    const shared = { id: util.generateId(), type: 'array', count, len: 1 };
    const outer = parts === undefined ? {} : { parts };
    return (index: number): object => ({ parts: { ...outer, ...shared, index } });
  };
  const copy = (own: object): Message => Object.assign(util.cloneMessage(msg), own);
  const fitParts = partsOf(judged.fit.length);
  for (const [index, payload] of judged.fit.entries()) {
    yield [copy({ payload, quality, ...fitParts(index) }), null, null];
  }
  const unfitParts = partsOf(judged.unfit.length);
  for (const [index, { item, reasons }] of judged.unfit.entries()) {
    yield [null, copy({ payload: item, quality, reasons, ...unfitParts(index) }), null];
  }
  if (alarm !== undefined) yield [null, null, copy({ payload: alarm, quality })];
}
