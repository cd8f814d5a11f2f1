import { onAbort } from '../abort';
import type { Send } from '../http/message';

/** A layer that aborts what is in flight, waits included, when `closing` is aborted. */
export function closable(send: Send, closing: AbortSignal): Send {
  const calls = new Set<AbortController>();
  onAbort(closing, () => {
    for (const call of calls) call.abort(closing.reason);
  });
  return async (request) => {
    closing.throwIfAborted();
    const call = new AbortController();
    const end = (): void => call.abort(request.signal.reason);
    if (request.signal.aborted) end();
    const forget = onAbort(request.signal, end);
    calls.add(call);
    try {
      return await send({ ...request, signal: call.signal });
    } finally {
      calls.delete(call);
      forget();
    }
  };
}
