import { type Answer, oauthAnswer, oauthRefusal } from '../answer';
import { basicCredentials } from '../read-request';
import type { RecordedRequest } from '../request-log';
import type { Credentials } from '../service';
import type { TokenPair } from '../tokens';
import { errorAnswer } from './error-answer';
import type { RdpAccount, RdpSettings } from './options';
import type { UserSession } from './user-session';

/** What the token endpoint needs of its service. */
export interface TokenEndpointContext {
  readonly credentials: Credentials<RdpAccount>;
  readonly session: UserSession;
  readonly settings: RdpSettings;
}

const SCOPES = ['trapi', 'trapi.data.historical-pricing.read', 'trapi.data.pricing.read'];

/** `POST auth/oauth2/v1/token`: the client in a Basic header, the grant in a form. */
export function answerTokenRequest(
  request: RecordedRequest,
  context: TokenEndpointContext,
): Answer {
  if (request.method !== 'POST') return errorAnswer(405, 'Method Not Allowed');
  if (!isClient(request, context.credentials)) return CLIENT_REFUSED;
  switch (request.body['grant_type']) {
    case 'password':
      return passwordGrant(request, context);
    case 'refresh_token':
      return refreshGrant(request, context);
    default:
      return oauthRefusal(400, 'unsupported_grant_type');
  }
}

/** A grant that is refused changes nothing, neither the password nor who is signed in. */
function passwordGrant({ body }: RecordedRequest, context: TokenEndpointContext): Answer {
  const { credentials, session, settings } = context;
  const { username, password } = credentials.current;
  const { newPassword, scope = '' } = body;
  if (body['username'] !== username || body['password'] !== password) {
    const description = 'Invalid username or password.';
    return oauthRefusal(settings.rdpPasswordRefusal, 'access_denied', description);
  }
  if (!scope.split(' ').every((name) => SCOPES.includes(name))) {
    return oauthRefusal(400, 'invalid_scope', 'Requested scopes not allowed.');
  }
  if (newPassword !== undefined && (newPassword === password || !isStrong(newPassword))) {
    const description = 'The new password does not meet the password policy.';
    return oauthRefusal(400, 'invalid_request', description);
  }
  if (body['takeExclusiveSignOnControl'] !== 'true' && session.isLive) {
    return oauthRefusal(400, 'access_denied', 'Session quota is reached.');
  }
  if (newPassword !== undefined) credentials.change({ password: newPassword });
  return success(session.signIn(), context);
}

function refreshGrant({ body }: RecordedRequest, context: TokenEndpointContext): Answer {
  const pair = context.session.refresh(body['refresh_token'] ?? '');
  if (pair === undefined) return oauthRefusal(400, 'invalid_grant', 'Invalid refresh token.');
  return success(pair, context);
}

/** `POST auth/oauth2/v1/revoke` (RFC 7009): the client in a Basic header, an access token in a form. */
export function answerRevocation(
  request: RecordedRequest,
  { credentials, session }: TokenEndpointContext,
): Answer {
  if (request.method !== 'POST') return errorAnswer(405, 'Method Not Allowed');
  if (!isClient(request, credentials)) return CLIENT_REFUSED;
  session.end(request.body['token'] ?? '');
  return oauthAnswer(200, {});
}

const CLIENT_REFUSED = oauthRefusal(401, 'invalid_client', 'Invalid Application Credential.');

function isClient(
  { headers }: RecordedRequest,
  credentials: TokenEndpointContext['credentials'],
): boolean {
  const { clientId, clientSecret } = credentials.current;
  const [id, secret] = basicCredentials(headers.authorization);
  return id === clientId && secret === clientSecret;
}

function success(pair: TokenPair, { settings }: TokenEndpointContext): Answer {
  const {
    rdpTokenLifetime: life,
    rdpExpiresIn: form,
    rdpReportsRefreshLife: isReported,
  } = settings;
  const refreshLife = settings.rdpRefreshTokenLifetime;
  return oauthAnswer(200, {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    expires_in: form === 'string' ? String(life) : life,
    ...(isReported && {
      refresh_expires_in: form === 'string' ? String(refreshLife) : refreshLife,
    }),
    scope: SCOPES.join(' '),
    token_type: 'Bearer',
  });
}

const RULES = [/^.{12,30}$/, /[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d]/];

/** Whether a password may be chosen: 12 to 30 characters, letters of both cases, a digit, a sign. */
function isStrong(password: string): boolean {
  return RULES.every((rule) => rule.test(password));
}
