import type { Send } from './message';

/** A layer that aborts what is in flight, waits included, when `closing` is aborted. */
export function closable(send: Send, closing: AbortSignal): Send {
  return async (request) => {
    closing.throwIfAborted();
    const call = new AbortController();
    const onClosing = (): void => call.abort(closing.reason);
    const onAbort = (): void => call.abort(request.signal.reason);
    if (request.signal.aborted) onAbort();
    closing.addEventListener('abort', onClosing, { once: true });
    request.signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await send({ ...request, signal: call.signal });
    } finally {
      closing.removeEventListener('abort', onClosing);
      request.signal.removeEventListener('abort', onAbort);
    }
  };
}
