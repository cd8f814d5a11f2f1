import type { AccessTokenState, TokenStore } from '../tokens';
import type { SimulatorAccount } from './options';

/** The representations that a list has. */
export type Representation = 'json' | 'html';

const RENDERERS = [
  { representation: 'json', mediaType: 'application/json' },
  { representation: 'html', mediaType: 'text/html' },
] as const;

/**
 * Chooses a representation as Django REST Framework does: the most specific
 * media type wins, JSON before HTML, and `q` does not count.
 *
 * @returns `undefined` when nothing that is accepted can be served.
 */
export function negotiate(accept = '*/*'): Representation | undefined {
  const ranges = accept.split(',').map(parseRange);
  for (const specificity of [3, 2, 1, 0]) {
    const accepted = ranges.filter((range) => range.specificity === specificity);
    const renderer = RENDERERS.find(({ mediaType }) =>
      accepted.some((range) => range.admits(mediaType)),
    );
    if (renderer) return renderer.representation;
  }
  return undefined;
}

interface MediaRange {
  readonly specificity: number;
  admits(mediaType: string): boolean;
}

function parseRange(text: string): MediaRange {
  const [range = '', ...parameters] = text.split(';').map((piece) => piece.trim());
  const admitted = range.toLowerCase();
  if (admitted === '*/*') return { specificity: 0, admits: () => true };
  if (admitted.endsWith('/*')) {
    const prefix = admitted.slice(0, -1);
    return { specificity: 1, admits: (mediaType) => mediaType.startsWith(prefix) };
  }
  const isPrecise = parameters.some((parameter) => !parameter.startsWith('q='));
  return { specificity: isPrecise ? 3 : 2, admits: (mediaType) => mediaType === admitted };
}

/** Why a request may not read a list: the body and the challenge of its 401. */
export interface Refusal {
  readonly detail: string;
  /** The value of `WWW-Authenticate`. */
  readonly challenge: string;
}

const REALM = 'Bearer realm="api"';
const NOT_PROVIDED = 'Authentication credentials were not provided.';

/**
 * Checks an `Authorization` header as Django REST Framework does with OAuth2
 * first and API keys second, and so with a Bearer challenge for both.
 *
 * @returns `undefined` when the request may go on.
 */
export function authenticate(
  authorization: string | undefined,
  account: SimulatorAccount,
  tokens: TokenStore,
): Refusal | undefined {
  const [scheme = '', credentials, ...rest] = (authorization ?? '').trim().split(/\s+/);
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return refuseBearer(tokens.check(credentials ?? ''));
    case 'token':
      if (credentials === undefined)
        return refuse('Invalid token header. No credentials provided.');
      if (rest.length > 0) {
        return refuse('Invalid token header. Token string should not contain spaces.');
      }
      return credentials === account.token ? undefined : refuse('Invalid token.');
    default:
      return refuse(NOT_PROVIDED);
  }
}

function refuseBearer(state: AccessTokenState): Refusal | undefined {
  if (state === 'valid') return undefined;
  const reason = state === 'expired' ? 'has expired' : 'is invalid';
  const error = `error="invalid_token",error_description="The access token ${reason}."`;
  return { detail: NOT_PROVIDED, challenge: `${REALM},${error}` };
}

function refuse(detail: string): Refusal {
  return { detail, challenge: REALM };
}

/** The browsable HTML page that Django REST Framework serves to a browser, without its looks. */
export function browsablePage(path: string, status: number, data: unknown): string {
  const title = escapeHtml(path);
  const json = escapeHtml(JSON.stringify(data, null, 2));
  return `<!DOCTYPE html>
<html>
  <head><title>${title} – Django REST framework</title></head>
  <body>
    <h1>${title}</h1>
    <pre>HTTP ${status}

${json}</pre>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
