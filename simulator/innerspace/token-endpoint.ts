import { type Answer, jsonAnswer, oauthAnswer, oauthRefusal } from '../answer';
import { formFields, mediaType } from '../read-request';
import type { RecordedRequest } from '../request-log';
import type { AccessTokens } from '../tokens';
import type { InnerspaceAccount, InnerspaceSettings } from './options';

/** What the token endpoint needs of its service. */
export interface TokenEndpointContext {
  readonly account: InnerspaceAccount;
  readonly tokens: AccessTokens;
  readonly settings: InnerspaceSettings;
}

const FORM = 'application/x-www-form-urlencoded';
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
  if (method !== 'POST') {
    return jsonAnswer(405, { message: 'Method Not Allowed' }, { allow: 'POST' });
  }
  const labels: readonly string[] = LABELS[settings.innerspaceTokenType];
  if (!labels.includes(mediaType(headers['content-type']))) {
    return oauthRefusal(
      settings.innerspaceTypeRefusal,
      'invalid_request',
      `The content type must be ${labels.join(' or ')}.`,
    );
  }
  const { client_id: clientId, client_secret: clientSecret } = formFields(text);
  if (clientId !== account.clientId || clientSecret !== account.clientSecret) {
    return oauthRefusal(401, 'access_denied', 'Unauthorized');
  }
  return oauthAnswer(200, {
    access_token: tokens.issue(),
    expires_in: settings.innerspaceTokenLifetime,
    token_type: 'Bearer',
  });
}
