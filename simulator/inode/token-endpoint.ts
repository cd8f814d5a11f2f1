import { unescape } from 'node:querystring';
import { type Answer, htmlAnswer, oauthAnswer, oauthRefusal } from '../answer';
import { basicCredentials } from '../read-request';
import type { RecordedRequest } from '../request-log';
import type { TokenPair, TokenStore } from '../tokens';
import type { SimulatorAccount } from './options';

/** What the token endpoint needs of its simulator. */
export interface TokenEndpointContext {
  readonly account: SimulatorAccount;
  readonly tokens: TokenStore;
  /** The `expires_in` to state, in seconds; `null` to leave it out. */
  readonly expiresIn: number | null;
}

const SCOPE = 'sync';

/**
 * `POST oauth/token/` as django-oauth-toolkit answers it. The order of the
 * checks is its order, too: it decides which error a request with several
 * faults gets.
 */
export function answerTokenRequest(
  request: RecordedRequest,
  context: TokenEndpointContext,
): Answer {
  if (request.method !== 'POST') return htmlAnswer(405, '', { allow: 'POST' });
  switch (request.body['grant_type']) {
    case 'password':
      return passwordGrant(request, context);
    case 'refresh_token':
      return refreshGrant(request, context);
    default:
      return oauthRefusal(400, 'unsupported_grant_type');
  }
}

function passwordGrant(request: RecordedRequest, context: TokenEndpointContext): Answer {
  const { account, tokens } = context;
  const { username, password, scope = SCOPE } = request.body;
  if (!isClient(request, account)) return invalidClient();
  if (!username)
    return oauthRefusal(400, 'invalid_request', 'Request is missing username parameter.');
  if (!password)
    return oauthRefusal(400, 'invalid_request', 'Request is missing password parameter.');
  if (username !== account.username || password !== account.password) {
    return oauthRefusal(400, 'invalid_grant', 'Invalid credentials given.');
  }
  if (scope !== SCOPE) return oauthRefusal(400, 'invalid_scope');
  return success(tokens.issue(), context);
}

function refreshGrant(request: RecordedRequest, context: TokenEndpointContext): Answer {
  const { refresh_token: refreshToken, scope } = request.body;
  if (refreshToken === undefined) {
    return oauthRefusal(400, 'invalid_request', 'Missing refresh token parameter.');
  }
  if (!isClient(request, context.account)) return invalidClient();
  // An empty scope means the original one here, unlike in the password grant.
  if (scope && scope !== SCOPE) return oauthRefusal(400, 'invalid_scope');
  const pair = context.tokens.rotate(refreshToken);
  return pair ? success(pair, context) : oauthRefusal(400, 'invalid_grant');
}

/** A wrong Basic header is not the end: form fields that are right still count. */
function isClient(request: RecordedRequest, account: SimulatorAccount): boolean {
  const { client_id: clientId, client_secret: clientSecret } = request.body;
  // RFC 6749, section 2.3.1: both halves are form-encoded before base64.
  const basic = basicCredentials(request.headers.authorization).map((half) =>
    unescape(half.replaceAll('+', ' ')),
  );
  const candidates = [[clientId, clientSecret], basic];
  return candidates.some(
    ([id, secret]) => id === account.clientId && secret === account.clientSecret,
  );
}

function success({ accessToken, refreshToken }: TokenPair, context: TokenEndpointContext): Answer {
  const body = {
    access_token: accessToken,
    ...(context.expiresIn === null ? {} : { expires_in: context.expiresIn }),
    token_type: 'Bearer',
    scope: SCOPE,
    refresh_token: refreshToken,
  };
  return oauthAnswer(200, body);
}

function invalidClient(): Answer {
  const answer = oauthRefusal(401, 'invalid_client');
  const challenge = 'Bearer error="invalid_client"';
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': challenge } };
}
