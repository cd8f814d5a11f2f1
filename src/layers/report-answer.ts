import { answerHeaders } from '../http/answer-headers';
import type { Send } from '../http/message';
import { isResult, parseDate } from '../http/status';

/**
 * A layer that reports the rate limit, the time and the headers of each result to the caller. What a
 * refusal says is in its error.
 */
export function reportHead(send: Send): Send {
  return (request) =>
    send({
      ...request,
      read: (answer) => {
        const { observer } = request;
        if (isResult(answer)) {
          const { rateLimit } = answer;
          // A copy for each who shares the answer: it becomes a part of messages.
          if (rateLimit !== undefined) observer?.onRateLimit?.({ ...rateLimit });
          const time = parseDate(answer.header('date') ?? '');
          if (time !== undefined) observer?.onServiceTime?.(time);
          if (observer?.onHeaders !== undefined) observer.onHeaders(answerHeaders(answer));
        }
        return request.read(answer);
      },
    });
}
