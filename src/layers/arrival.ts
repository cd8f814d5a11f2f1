import type { HttpAnswer, Send } from '../http/message';

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
