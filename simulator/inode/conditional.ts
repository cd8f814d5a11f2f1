import { createHash } from 'node:crypto';
import type { Answer } from '../answer';
import type { RecordedRequest } from '../request-log';

/** What Django's ConditionalGetMiddleware makes of an answer: a tag, and 304 for who has it already. */
export function conditional(answer: Answer, { headers }: RecordedRequest): Answer {
  if (answer.status !== 200) return answer;
  const etag = `"${createHash('md5').update(answer.body).digest('hex')}"`;
  const isKnown = headers['if-none-match'] === etag;
  return {
    status: isKnown ? 304 : 200,
    headers: { ...answer.headers, etag },
    body: isKnown ? Buffer.alloc(0) : answer.body,
  };
}
