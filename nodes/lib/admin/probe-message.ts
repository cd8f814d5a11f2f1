import type { NodeMessageInFlow } from 'node-red';

/** A message without content that knows whether anything asked for it. */
export interface ProbeMessage {
  readonly msg: NodeMessageInFlow;
  readonly wasRead: () => boolean;
}

/** What JSONata itself asks of whatever it evaluates an expression on. */
const ASKED_BY_JSONATA: ReadonlySet<string | symbol> = new Set(['tupleStream']);

/** Separates what depends on a message from what does not, by evaluating it on none. */
export function probeMessage(): ProbeMessage {
  let isRead = false;
  const read = <Result>(result: Result): Result => {
    isRead = true;
    return result;
  };
  const msg = new Proxy<NodeMessageInFlow>(
    { _msgid: '' },
    {
      get: (_, name) => (ASKED_BY_JSONATA.has(name) ? undefined : read(undefined)),
      has: () => read(false),
      ownKeys: () => read([]),
    },
  );
  return { msg, wasRead: () => isRead };
}
