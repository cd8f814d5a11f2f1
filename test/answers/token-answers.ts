import { type Answer, answer, grant, grantWith, html, nothing } from './answer';
import { fails, type Result, uses, usesWithoutRefresh } from './result';

const NEW = 'new-access';
const OLD = 'old-refresh';
const DECADE = 315_360_000;
const NO_TOKEN = fails('SIGN_IN_FAILED', /holds no access token/);
const UNKNOWN_TYPE = fails('SIGN_IN_FAILED', /a token of an unknown type/);
const NO_OBJECT = fails('SIGN_IN_FAILED', /is not a JSON object/);

/** What the service answers to the password grant, and what the flow gets. */
export const SIGN_IN_ANSWERS: readonly [what: string, answer: Answer, result: Result][] = [
  ['tokens', grant(), uses(NEW, 590)],
  ['tokens that are called text', { ...grant(), headers: {} }, uses(NEW, 590)],

  ['no access_token', grant({ access_token: undefined }), NO_TOKEN],
  ['access_token null', grant({ access_token: null }), NO_TOKEN],
  ['access_token 5', grant({ access_token: 5 }), NO_TOKEN],
  ['access_token []', grant({ access_token: ['new-access'] }), NO_TOKEN],
  ['an empty access_token', grant({ access_token: '' }), NO_TOKEN],
  ['an access_token with line breaks', grant({ access_token: 'a\r\nHost: b' }), NO_TOKEN],
  ['an access_token beyond ASCII', grant({ access_token: 'schl\u00fcssel' }), NO_TOKEN],

  ['expires_in as a string', grant({ expires_in: '600' }), uses(NEW, 590)],
  ['expires_in 20', grant({ expires_in: 20 }), uses(NEW, 10)],
  ['a negative expires_in', grant({ expires_in: -600 }), uses(NEW)],
  ['expires_in 0', grant({ expires_in: 0 }), uses(NEW)],
  ['no expires_in', grant({ expires_in: undefined }), uses(NEW)],
  ['expires_in null', grant({ expires_in: null }), uses(NEW)],
  ['expires_in "NaN"', grant({ expires_in: 'NaN' }), uses(NEW)],
  ['expires_in "5 days"', grant({ expires_in: '5 days' }), uses(NEW)],
  ['expires_in {}', grant({ expires_in: {} }), uses(NEW)],
  ['an enormous expires_in', grant({ expires_in: 1e300 }), uses(NEW, DECADE - 10)],
  ['an endless expires_in', grantWith('"expires_in":1e999'), uses(NEW, DECADE - 10)],
  ['expires_in beyond 2^53', grantWith('"expires_in":9007199254740993'), uses(NEW, DECADE - 10)],
  ['expires_in NaN', grantWith('"expires_in":NaN'), fails('SIGN_IN_FAILED', /JSON is broken/)],

  ['token_type "bearer"', grant({ token_type: 'bearer' }), uses(NEW, 590)],
  ['token_type "BEARER"', grant({ token_type: 'BEARER' }), uses(NEW, 590)],
  ['no token_type', grant({ token_type: undefined }), uses(NEW, 590)],
  ['token_type "mac"', grant({ token_type: 'mac' }), UNKNOWN_TYPE],
  ['token_type null', grant({ token_type: null }), uses(NEW, 590)],
  ['no refresh_token', grant({ refresh_token: undefined }), usesWithoutRefresh(NEW, 590)],

  ['a sign-in page with 200', html(), fails('SIGN_IN_FAILED', /it is text\/html and not JSON/)],
  ['JSON that breaks off', answer('{"access_'), fails('SIGN_IN_FAILED', /JSON is broken/)],
  ['200 and nothing', nothing(200), fails('SIGN_IN_FAILED', /it is empty/)],
  ['204', nothing(204), fails('SIGN_IN_FAILED', /it is empty/)],
  ['a list', answer('[{"access_token":"new-access"}]'), NO_OBJECT],
  ['null', answer('null'), NO_OBJECT],
  ['a byte-order mark before tokens', answer('\uFEFF{"access_token":"new-access"}'), uses(NEW)],

  ['400 and HTML', html(400), fails('SIGN_IN_FAILED', /status 400/)],
  ['400 and nothing', nothing(400), fails('SIGN_IN_FAILED', /status 400/)],
  ['401 and HTML', html(401), fails('SIGN_IN_FAILED', /status 401/)],
  ['403', html(403), fails('SIGN_IN_FAILED', /status 403/)],
  ['404', html(404), fails('SIGN_IN_FAILED', /status 404/)],
  ['405', nothing(405), fails('SIGN_IN_FAILED', /status 405/)],
  ['429', nothing(429), fails('RATE_LIMITED', /^During the sign-in: /)],
  ['500 and HTML', html(500), fails('SERVER_ERROR', /^During the sign-in: .*status 500/)],
];

/** What the service answers to the refresh grant, and what the flow gets. */
export const REFRESH_ANSWERS: readonly [what: string, answer: Answer, result: Result][] = [
  ['tokens', grant(), uses(NEW, 590)],
  ['no refresh_token', grant({ refresh_token: undefined }), uses(NEW, 590, OLD)],
  ['refresh_token null', grant({ refresh_token: null }), uses(NEW, 590, OLD)],
  ['an empty refresh_token', grant({ refresh_token: '' }), uses(NEW, 590, OLD)],
  ['no access_token', grant({ access_token: undefined }), NO_TOKEN],
  ['a sign-in page with 200', html(), fails('SIGN_IN_FAILED', /it is text\/html and not JSON/)],
  ['400 and HTML', html(400), fails('SIGN_IN_FAILED', /status 400/)],
  ['403 and HTML', html(403), fails('SIGN_IN_FAILED', /status 403/)],
  [
    '400 and JSON, then the password is accepted',
    answer('{}', { status: 400 }),
    uses('again-access', 590),
  ],
  ['429', nothing(429), fails('RATE_LIMITED', /^During the sign-in: /)],
  ['500 and HTML', html(500), fails('SERVER_ERROR', /^During the sign-in: .*status 500/)],
];
