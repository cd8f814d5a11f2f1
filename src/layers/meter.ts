import { Allotment } from '../http/memory';
import type { Send } from '../http/message';

/**
 * A layer that lets the answers to a call take memory of the budget of the process,
 * those to all calls of one message together. Without it an answer is a short one.
 *
 * @param most bytes; by default a part of V8's heap
 */
export function meter(send: Send, most: number | undefined): Send {
  return async (request) => {
    const allotment = request.memory ?? new Allotment();
    const memory = allotment.ofAnswers(most);
    const before = allotment.taken;
    let isKept = false;
    try {
      const result = await send({
        ...request,
        read: (answer) => {
          // What an attempt before this one had taken.
          allotment.shrinkTo(before);
          return request.read({ ...answer, memory });
        },
      });
      isKept = request.memory !== undefined;
      return result;
    } finally {
      if (!isKept) allotment.shrinkTo(before);
    }
  };
}
