import type { Answer } from '../answer';
import { bearerToken } from '../bearer-token';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';
import { answerPricing } from './pricing-endpoint';
import type { UserSession } from './user-session';
import { answerAllWatchlists, answerWatchlist } from './watchlist-endpoint';
import type { Watchlists } from './watchlists';

/** What the data endpoints need of their service. */
export interface DataContext {
  readonly session: UserSession;
  readonly watchlists: Watchlists;
}

const REFUSALS = {
  missing: 'token missing',
  unknown: 'token invalid',
  expired: 'token expired',
};

const PRICING = /\/data\/historical-pricing\/v1\/views\/interday-summaries\/([^/]+)$/;
const WATCHLISTS = /\/data\/watchlists\/v1\/lists(?:\/([^/]+))?$/;

/** Whatever is not the token endpoint: it wants a Bearer token before it looks at the path. */
export function answerDataRequest(
  request: RecordedRequest,
  { session, watchlists }: DataContext,
): Answer {
  const token = bearerToken(request.headers.authorization);
  const state = token === undefined ? 'missing' : session.check(token);
  if (state !== 'valid') return errorAnswer(401, REFUSALS[state]);

  const [, universe] = PRICING.exec(request.path) ?? [];
  if (universe !== undefined) return answerPricing(request, universe);
  const [isWatchlists, id] = WATCHLISTS.exec(request.path) ?? [];
  if (isWatchlists === undefined) return errorAnswer(404, 'Not Found');
  return id === undefined
    ? answerAllWatchlists(request, watchlists)
    : answerWatchlist(request, watchlists, id);
}
