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
          if (answer.rateLimit !== undefined) observer?.onRateLimit?.(answer.rateLimit);
          const time = parseDate(answer.header('date') ?? '');
          if (time !== undefined) observer?.onServiceTime?.(time);
          if (observer?.onHeaders !== undefined) observer.onHeaders(answerHeaders(answer));
        }
        return request.read(answer);
      },
    });
}
