import { type Answer, jsonAnswer, oauthAnswer, oauthRefusal } from '../answer';
import { FORM, formFields, mediaType, readObject } from '../read-request';
import type { RecordedRequest } from '../request-log';
import type { AccessTokens } from '../tokens';
import { AUDIENCE, type InnerspaceAccount, type InnerspaceSettings } from './options';

/** What the token endpoint needs of its service. */
export interface TokenEndpointContext {
  readonly account: InnerspaceAccount;
  readonly tokens: AccessTokens;
  readonly settings: InnerspaceSettings;
}

const JSON_LABEL = 'application/json';
const LABELS = { form: [FORM], json: [JSON_LABEL], both: [FORM, JSON_LABEL] } as const;

/**
 * `POST api/rest/oauth/token` as Auth0 answers its client credentials flow,
 * without a `grant_type`. The body is a form, whichever of the two labels it
 * has: the vendor's text names the one, its examples send the other.
 */
export function answerTokenRequest(
  { method, headers, text }: RecordedRequest,
  { account, tokens, settings }: TokenEndpointContext,
): Answer {
  if (method !== 'POST') return METHOD_REFUSED;
  const labels: readonly string[] = LABELS[settings.innerspaceTokenType];
  if (!labels.includes(mediaType(headers['content-type']))) {
    return oauthRefusal(
      settings.innerspaceTypeRefusal,
      'invalid_request',
      `The content type must be ${labels.join(' or ')}.`,
    );
  }
  if (!isClient(formFields(text), account)) return CLIENT_REFUSED;
  return oauthAnswer(200, {
    access_token: tokens.issue(),
    expires_in: settings.innerspaceTokenLifetime,
    token_type: 'Bearer',
  });
}

/** v1.5 at the same path: JSON as in the vendor's Python example, or a form as in its cURL one. */
export function answerNestedTokenRequest(
  { method, headers, text }: RecordedRequest,
  { account, tokens }: TokenEndpointContext,
): Answer {
  if (method !== 'POST') return METHOD_REFUSED;
  const isForm = mediaType(headers['content-type']) === FORM;
  if (!isClient((isForm ? formFields(text) : readObject(text)) ?? {}, account)) {
    return CLIENT_REFUSED;
  }
  return oauthAnswer(200, { oauth_token: { access_token: tokens.issue() } });
}

/** `POST v2/oauth/token`: JSON with an audience, answered with a session whose life is not stated. */
export function answerSessionRequest(
  { method, headers, text }: RecordedRequest,
  { account, tokens }: TokenEndpointContext,
): Answer {
  if (method !== 'POST') return METHOD_REFUSED;
  const fields = readObject(text);
  if (mediaType(headers['content-type']) !== JSON_LABEL || fields === undefined) {
    return oauthRefusal(400, 'invalid_request', 'The body must be JSON.');
  }
  if (fields['audience'] !== AUDIENCE) {
    return oauthRefusal(403, 'access_denied', 'Service not found.');
  }
  if (!isClient(fields, account)) return CLIENT_REFUSED;
  return oauthAnswer(200, { session_id: tokens.issue() });
}

const METHOD_REFUSED = jsonAnswer(405, { message: 'Method Not Allowed' }, { allow: 'POST' });
const CLIENT_REFUSED = oauthRefusal(401, 'access_denied', 'Unauthorized');

function isClient(fields: Readonly<Record<string, unknown>>, account: InnerspaceAccount): boolean {
  return (
    fields['client_id'] === account.clientId && fields['client_secret'] === account.clientSecret
  );
}
