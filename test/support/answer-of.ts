import { Allotment, MemoryBudget } from '../../src/http/memory';
import type { HttpAnswer } from '../../src/http/message';
import { rateLimitOf } from '../../src/http/rate-limit';

/** What is special about an answer; header names are in lower case. */
export interface AnswerHead {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes of memory that it may take. */
  readonly most?: number;
}

/** An answer that was never on a wire; its body comes in these chunks. */
export function answerOf(
  body: string | readonly Buffer[],
  { status = 200, headers = {}, most = Number.POSITIVE_INFINITY }: AnswerHead = {},
): HttpAnswer {
  const chunks = typeof body === 'string' ? [Buffer.from(body)] : body;
  const header = (name: string): string | undefined => headers[name];
  return {
    exchange: {},
    secrets: [],
    status,
    header,
    headers: () => Object.entries(headers),
    rateLimit: rateLimitOf(header),
    memory: new Allotment(new MemoryBudget(Number.POSITIVE_INFINITY)).ofAnswers(most),
    body: (async function* () {
      yield* chunks;
    })(),
  };
}
