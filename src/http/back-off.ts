import { ServiceError } from '../errors';
import { type Blame, blameOf } from './blame';
import type { Send } from './message';
import { Overtaken, PatientCall } from './patient-call';
import { Troubles } from './troubles';

/**
 * A layer that repeats calls, and backs off from what keeps failing: a call, a path or the
 * service. One call at a time tries it then, and the others wait for what becomes of that. In
 * the pauses between, nothing is sent: who comes gets the same error at once.
 *
 * @param repeat makes the layer that repeats a call
 */
export function backOff(
  send: Send,
  repeat: (send: Send) => Send,
  blame: (error: ServiceError) => Blame | undefined = blameOf,
): Send {
  const troubles = new Troubles();
  return async (request) => {
    const call = new PatientCall(request, troubles);
    const attempt: Send = async (each) => {
      for (;;) {
        await call.admit();
        try {
          return await send(call.watch(each));
        } catch (error) {
          if (error instanceof Overtaken) continue;
          if (!(error instanceof ServiceError)) throw error;
          const reason = blame(error);
          if (reason === undefined) throw error;
          throw call.fail(error, reason);
        }
      }
    };
    try {
      const result = await repeat(attempt)(request);
      call.succeed();
      return result;
    } finally {
      call.end();
    }
  };
}
