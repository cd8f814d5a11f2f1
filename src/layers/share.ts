import { MEMORY, type MemoryBudget } from '../http/memory';
import type { HttpRequest, Send } from '../http/message';
import { Cohort } from './cohort';
import { SharedCall } from './shared-call';

/**
 * A layer that makes one request out of the same GETs that are asked for at the
 * same moment: until the answer begins, but no later than a second, or a tenth of
 * the time-out, after the request. Those who have shared one (a `Cohort`) also share what they ask for
 * next, however late they come. Each caller reads the answer itself, so that
 * what one does with it does not affect the others. A slow reader (`isShared: false`) has its own request.
 *
 * @param budget of the memory for what is kept of answers
 */
export function share(send: Send, budget: MemoryBudget = MEMORY): Send {
  const everybody = new Cohort<SharedCall>();
  const cohorts = new WeakMap<object, Cohort<SharedCall>>();
  return (request) => {
    // Other methods may be refused in the body of a 200 (GraphQL), which would be found out too late.
    if (request.method !== 'GET') return send(request);
    if (request.isShared === false) {
      return new SharedCall(send, request, budget, cohorts).join(request);
    }
    const cohort = (request.after && cohorts.get(request.after)) ?? everybody;
    const open = cohort.calls;
    const key = keyOf(request);
    const current = open.get(key);
    if (current?.isFresh) return current.join(request);
    current?.close();
    const call = new SharedCall(send, request, budget, cohorts, cohort, () => open.delete(key));
    open.set(key, call);
    return call.join(request);
  };
}

function keyOf<T>({ url, headers, timeout }: HttpRequest<T>): string {
  return JSON.stringify([url.href, headers, timeout]);
}
