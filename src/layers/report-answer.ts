import { answerHeaders } from '../http/answer-headers';
import type { HttpAnswer, Send } from '../http/message';
import { rateLimitOf } from '../http/rate-limit';
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
          const rate = rateLimitOf(answer.header);
          if (rate !== undefined) observer?.onRateLimit?.(rate);
          const time = parseDate(answer.header('date') ?? '');
          if (time !== undefined) observer?.onServiceTime?.(time);
          if (observer?.onHeaders !== undefined) observer.onHeaders(answerHeaders(answer));
        }
        return request.read(answer);
      },
    });
}

/** A layer that reports to the caller how much of its answers has arrived, as it reads them. */
export function reportArrival(send: Send): Send {
  return (request) => {
    const { observer } = request;
    if (observer?.onArrival === undefined) return send(request);
    const report = (bytes: number): void => observer.onArrival?.(bytes);
    return send({
      ...request,
      read: (answer) => request.read({ ...answer, body: counted(answer.body, report) }),
    });
  };
}

/** Not a generator, because each chunk would wait for one more. */
function counted(body: HttpAnswer['body'], report: (bytes: number) => void): HttpAnswer['body'] {
  return {
    [Symbol.asyncIterator]() {
      const chunks = body[Symbol.asyncIterator]();
      return {
        async next() {
          const result = await chunks.next();
          if (!result.done) report(result.value.length);
          return result;
        },
      };
    },
  };
}
