import type { RecordedRequest } from '../../simulator/index';

/** What counts of a request, with the names of secrets and tokens in place of themselves. */
export interface SeenRequest {
  readonly request: string;
  readonly authorization?: string;
  /** The header of a session. */
  readonly session?: string;
  readonly contentType?: string;
  /** Where it is asked for something other than anything. */
  readonly accept?: string;
  /** The fields of a form or of a JSON object. */
  readonly body?: unknown;
  /** Nothing but the right credentials and tokens are answered with 200. */
  readonly status: number;
}

/** Looks at a request; `account` has the secrets by their names. */
export function seen(
  { method, path, search, headers, text, status = 0 }: RecordedRequest,
  account: object,
): SeenRequest {
  const { authorization, accept = '*/*' } = headers;
  const contentType = headers['content-type'];
  return {
    request: `${method} ${path}${search && `?${search}`}`,
    ...(authorization && { authorization: namedHeader(authorization, account) }),
    ...(headers['x-session-id'] && { session: '<session>' }),
    ...(contentType && { contentType }),
    ...(accept !== '*/*' && { accept }),
    ...(text && { body: namedFields(fieldsOf(text), account) }),
    status,
  };
}

/** A body is what it is, whatever its label says. */
function fieldsOf(text: string): object {
  return text.startsWith('{')
    ? Object(JSON.parse(text))
    : Object.fromEntries(new URLSearchParams(text));
}

function namedFields(fields: object, account: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      name === 'refresh_token' ? '<refresh token>' : named(value, account),
    ]),
  );
}

function namedHeader(authorization: string, account: object): string {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme === 'Bearer') return 'Bearer <access token>';
  const parts = scheme === 'Basic' ? Buffer.from(value, 'base64').toString().split(':') : [value];
  return `${scheme} ${parts.map((part) => named(part, account)).join(':')}`;
}

function named(value: unknown, account: object): unknown {
  const [name] =
    Object.entries(account).find(([, secret]) => secret !== '' && secret === value) ?? [];
  return name === undefined ? value : `<${name}>`;
}
