import type { Fault, FaultFilter } from '../../simulator';
import type { Mishap, Start } from './fault-case';
import { secretsOf } from './secrets';

/*
 * Error pages that repeat all that they know: the request's Authorization
 * header, its form, and every other secret of the account.
 */

/** Makes an answer out of the account's secrets. */
type Tale = (
  secrets: readonly string[],
  whole: Whole,
) => Partial<Extract<Fault, { kind: 'answer' }>>;

/** The secrets as they are on the wire. */
interface Whole {
  readonly authorization: string;
  readonly form: string;
  readonly password: string;
}

const CALL: FaultFilter = { path: /\/v1\// };
const SIGN_IN: FaultFilter = { grant: 'password' };
const REFRESH: FaultFilter = { grant: 'refresh_token' };

const inJson: Tale = (secrets, whole) => ({
  headers: { 'content-type': 'application/json', 'x-debug': secrets.join(' ') },
  body: JSON.stringify({ detail: secrets, error: secrets.join(), ...whole }),
});
const inHtml: Tale = (secrets, { authorization, form }) => ({
  headers: { 'content-type': 'text/html' },
  body: `<h1>Error</h1><pre>Authorization: ${authorization}\n\n${form}\n${secrets.join('\n')}</pre>`,
});
const inHeaders: Tale = (secrets) => {
  const all = secrets.join('-');
  return {
    headers: {
      'content-type': `text/${secrets[0]}; charset=${all}`,
      'retry-after': all,
      'www-authenticate': `Bearer error="${secrets[0]}", error_description="${all}"`,
      'set-cookie': `session=${all}`,
    },
  };
};
const asDescription: Tale = (_, { password }) => ({
  body: JSON.stringify({
    error: 'invalid_grant',
    error_description: `Not a password: ${password}`,
  }),
});
const asErrorCode: Tale = (_, { password }) => ({ body: JSON.stringify({ error: password }) });
const asTokenType: Tale = ([first]) => ({
  body: JSON.stringify({ access_token: 'granted', token_type: first }),
});
const asToken: Tale = (secrets) => ({ body: JSON.stringify({ access_token: secrets.join(' ') }) });
const asNextPage: Tale = ([first]) => ({
  body: JSON.stringify({ results: [], next: `http://${first}.invalid/?token=${first}` }),
});
const asLocation: Tale = (secrets) => ({
  headers: { location: `http://127.0.0.2/${secrets.join('/')}?token=${secrets[0]}` },
});

/** An answer that repeats what nobody should see. */
export interface Gossip extends Mishap {
  readonly name: string;
  readonly start: Start;
}

function told(on: FaultFilter, status: number, tale: Tale): Mishap['cause'] {
  return (bench) => {
    const { simulator } = bench.bed;
    const answer = tale(secretsOf(bench), {
      authorization: simulator.requests.at(-1)?.headers.authorization ?? '',
      form: new URLSearchParams({ ...simulator.account }).toString(),
      password: simulator.account.password,
    });
    const fault: Fault = { kind: 'answer', status, ...answer };
    simulator.faults.add({ on, fault, times: Number.POSITIVE_INFINITY });
  };
}

const call = (name: string, status: number, tale: Tale, sees: Mishap['sees']): Gossip => ({
  name: `a call, ${status} ${name}`,
  start: 'signed in',
  cause: told(CALL, status, tale),
  sees,
});
const signIn = (
  name: string,
  status: number,
  tale: Tale,
  sees: Mishap['sees'],
  coolsFor?: number,
): Gossip => ({
  name: `a sign-in, ${status} ${name}`,
  start: 'fresh',
  cause: told(SIGN_IN, status, tale),
  sees,
  ...(coolsFor === undefined ? {} : { coolsFor }),
});
const refresh = (name: string, status: number, tale: Tale, sees: Mishap['sees']): Gossip => ({
  name: `a refresh, ${status} ${name}`,
  start: 'expired',
  cause: told(REFRESH, status, tale),
  sees,
});

export const GOSSIP: readonly Gossip[] = [
  call('in JSON', 400, inJson, 'HTTP_ERROR'),
  call('in JSON', 401, inJson, 'UNAUTHORIZED'),
  { ...call('in JSON to an API token', 401, inJson, 'TOKEN_REJECTED'), account: { auth: 'token' } },
  call('in JSON', 403, inJson, 'FORBIDDEN'),
  call('in HTML', 404, inHtml, 'NOT_FOUND'),
  call('in headers', 429, inHeaders, 'RATE_LIMITED'),
  call('in HTML', 500, inHtml, 'SERVER_ERROR'),
  call('in headers', 503, inHeaders, 'SERVER_ERROR'),
  call('in JSON', 200, inJson, 'ANSWER_INVALID'),
  call('in HTML', 200, inHtml, 'ANSWER_INVALID'),
  call('in headers', 200, inHeaders, 'ANSWER_INVALID'),
  call('as the next page', 200, asNextPage, 'PAGING_INVALID'),
  call('as a redirect', 302, asLocation, 'REDIRECT_REFUSED'),
  signIn('as a description', 400, asDescription, 'CREDENTIALS_REJECTED', 60),
  signIn('as an error code', 400, asErrorCode, 'SIGN_IN_FAILED', 60),
  signIn('in JSON', 401, inJson, 'CREDENTIALS_REJECTED', 60),
  signIn('in HTML', 403, inHtml, 'SIGN_IN_FAILED', 60),
  signIn('in headers', 429, inHeaders, 'RATE_LIMITED', 60),
  signIn('in HTML', 500, inHtml, 'SERVER_ERROR'),
  signIn('in JSON', 200, inJson, 'SIGN_IN_FAILED'),
  signIn('in HTML', 200, inHtml, 'SIGN_IN_FAILED'),
  signIn('in headers', 200, inHeaders, 'SIGN_IN_FAILED'),
  signIn('as a token type', 200, asTokenType, 'SIGN_IN_FAILED'),
  signIn('as a token that is none', 200, asToken, 'SIGN_IN_FAILED'),
  signIn('as a redirect', 307, asLocation, 'REDIRECT_REFUSED'),
  refresh('as a description, then all is well', 400, asDescription, 'the list'),
  refresh('in HTML', 500, inHtml, 'SERVER_ERROR'),
  refresh('in JSON', 200, inJson, 'SIGN_IN_FAILED'),
];
