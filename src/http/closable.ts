import type { Send } from './message';

/** A layer that aborts what is in flight, waits included, when `closing` is aborted. */
export function closable(send: Send, closing: AbortSignal): Send {
  const calls = new Set<AbortController>();
  closing.addEventListener('abort', () => {
    for (const call of calls) call.abort(closing.reason);
  });
  return async (request) => {
    closing.throwIfAborted();
    const call = new AbortController();
    const onAbort = (): void => call.abort(request.signal.reason);
    if (request.signal.aborted) onAbort();
    request.signal.addEventListener('abort', onAbort, { once: true });
    calls.add(call);
    try {
      return await send({ ...request, signal: call.signal });
    } finally {
      calls.delete(call);
      request.signal.removeEventListener('abort', onAbort);
    }
  };
}
