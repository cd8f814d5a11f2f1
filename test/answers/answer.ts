import type { Fault } from '../../simulator/index';

/** An answer that a service gives. */
export type Answer = Extract<Fault, { kind: 'answer' }>;

/** A page to sign in, as a hotel's network or a company's proxy puts it in the way. */
const PAGE = '<!doctype html><title>Welcome</title><form>Please sign in</form>';

/** A body of this media type, by default JSON. */
export function answer(
  body: string | Buffer,
  { status = 200, type = 'application/json' }: { status?: number; type?: string } = {},
): Answer {
  return { kind: 'answer', status, headers: { 'content-type': type }, body };
}

/** The sign-in page. */
export function html(status = 200): Answer {
  return answer(PAGE, { status, type: 'text/html; charset=utf-8' });
}

/** No body at all. */
export function nothing(status: number): Answer {
  return { kind: 'answer', status };
}

const GRANT = {
  access_token: 'new-access',
  refresh_token: 'new-refresh',
  expires_in: 600,
  token_type: 'Bearer',
};

/** A grant of tokens as the service writes it, except for these fields; `undefined` leaves one out. */
export function grant(changes: object = {}): Answer {
  return answer(JSON.stringify({ ...GRANT, ...changes }));
}

/** The same with one field in the very words of this JSON text. */
export function grantWith(field: string): Answer {
  return answer(`{"access_token":"new-access","refresh_token":"new-refresh",${field}}`);
}
