import { Aborter, type Signal } from '../abort';
import type { Send } from '../http/message';

/** A layer that aborts what is in flight, waits included, when `closing` is aborted. */
export function closable(send: Send, closing: Signal): Send {
  const calls = new Set<Aborter>();
  closing.onAbort(() => {
    for (const call of calls) call.abort(closing.reason);
  });
  return async (request) => {
    closing.throwIfAborted();
    const call = new Aborter();
    const end = (): void => call.abort(request.signal.reason);
    if (request.signal.aborted) end();
    const forget = request.signal.onAbort(end);
    calls.add(call);
    try {
      return await send({ ...request, signal: call.signal });
    } finally {
      calls.delete(call);
      forget();
    }
  };
}
