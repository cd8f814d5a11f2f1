import type { HttpRequest, Send } from './message';
import { SharedCall } from './shared-call';

/**
 * A layer that makes one request out of the same GETs that are asked for at the
 * same moment: until the answer begins, but no later than a second, or a tenth of
 * the time-out, after the request. Each caller reads the answer itself, so that
 * what one does with it touches nobody else's.
 */
export function share(send: Send): Send {
  const open = new Map<string, SharedCall>();
  return (request) => {
    if (request.method !== 'GET') return send(request);
    const key = keyOf(request);
    const current = open.get(key);
    if (current?.isFresh) return current.join(request);
    const call = new SharedCall(send, request, () => {
      // By then the next call for the same may be open.
      if (open.get(key) === call) open.delete(key);
    });
    open.set(key, call);
    return call.join(request);
  };
}

function keyOf<T>({ url, headers, timeout }: HttpRequest<T>): string {
  return JSON.stringify([url.href, headers, timeout]);
}
