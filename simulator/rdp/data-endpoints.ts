import { type Answer, jsonAnswer } from '../answer';
import { bearerToken, parseJson } from '../read-request';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';
import { answerPricing } from './pricing';
import type { UserSession } from './user-session';

const REFUSALS = {
  missing: 'token missing',
  unknown: 'token invalid',
  expired: 'token expired',
};

const PRICING = /\/data\/historical-pricing\/v1\/views\/interday-summaries\/([^/]+)$/;
const ECHO = /\/data\/echo$/;

/** Headers that an echo leaves out, because they hold secrets. */
const SECRET_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** Whatever is not the token endpoint: it wants a Bearer token before it looks at the path. */
export function answerDataRequest(request: RecordedRequest, session: UserSession): Answer {
  const token = bearerToken(request.headers.authorization);
  const state = token === undefined ? 'missing' : session.check(token);
  if (state !== 'valid') return errorAnswer(401, REFUSALS[state]);

  const [, universe] = PRICING.exec(request.path) ?? [];
  if (universe !== undefined) return answerPricing(request, universe);
  return ECHO.test(request.path) ? echo(request) : errorAnswer(404, 'Not Found');
}

/** What was sent, by any method. A body that is not JSON comes back as text. */
function echo({ method, path, search, headers, text }: RecordedRequest): Answer {
  return jsonAnswer(200, {
    method,
    path,
    query: queryFields(search),
    headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name)),
    ),
    body: text === '' ? null : (parseJson(text) ?? text),
  });
}

/** The parameters by name; of several with one name, all their values. */
function queryFields(search: string): Readonly<Record<string, string | string[]>> {
  const query = new URLSearchParams(search);
  return Object.fromEntries(
    [...query].map(([name, value]) => {
      const values = query.getAll(name);
      return [name, values.length > 1 ? values : value];
    }),
  );
}
