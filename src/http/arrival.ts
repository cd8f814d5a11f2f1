import type { HttpAnswer, Send } from './message';

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

async function* counted(
  body: HttpAnswer['body'],
  report: (bytes: number) => void,
): AsyncGenerator<Buffer, undefined> {
  for await (const chunk of body) {
    report(chunk.length);
    yield chunk;
  }
  return undefined;
}
