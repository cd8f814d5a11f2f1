import type { HttpAnswer } from '../../src/http/message';

/** What is special about an answer; header names are in lower case. */
export interface AnswerHead {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

/** An answer that was never on a wire; its body comes in these chunks. */
export function answerOf(
  body: string | readonly Buffer[],
  { status = 200, headers = {}, maxBytes = Number.POSITIVE_INFINITY }: AnswerHead = {},
): HttpAnswer {
  const chunks = typeof body === 'string' ? [Buffer.from(body)] : body;
  return {
    exchange: {},
    secrets: [],
    status,
    header: (name) => headers[name],
    maxBytes,
    body: (async function* () {
      yield* chunks;
    })(),
  };
}
