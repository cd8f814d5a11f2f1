import { fill, type Reason } from './reasons';

/**
 * What the user reads for each code: what happened and what to do about it.
 * `__placeholders__` are filled from the error's facts. The codes are a
 * contract with flows; docs/errors.md lists them.
 */
export const MESSAGES = {
  CONFIG_INVALID: 'The settings cannot be used: __reason__. Correct them and deploy again.',
  QUERY_INVALID: 'The query parameters cannot be sent: __reason__. Correct them and try again.',
  REQUEST_INVALID: 'The request cannot be sent: __reason__. Correct it and try again.',
  CREDENTIALS_MISSING:
    'The account is not complete: __reason__ is missing. Fill it in and deploy again.',
  SECRETS_NEEDED:
    'A test sends stored secrets and environment variables to the address of the deployed account only. Type the secrets again, or press Deploy first.',
  CREDENTIALS_REJECTED:
    'The service refused the user name or the password. Correct them in the account and deploy again.',
  CLIENT_REJECTED:
    'The service refused the client id or the client secret. Correct them in the account and deploy again.',
  SIGN_IN_FAILED:
    'The sign-in did not work: __reason__. Check the base URL and the scope of the account.',
  SESSION_OPEN:
    'The user has another session, which this sign-in may not end. End it there, or let the account take exclusive sign-on control.',
  TOKEN_REJECTED:
    'The service refused the API token. Copy it again from the account and deploy again.',
  UNAUTHORIZED:
    'The service refused a token that it had just issued. Check that the account may use the API.',
  FORBIDDEN:
    'The service denies access to this. Check the credentials, and ask the Owner of the account for the permission.',
  NOT_FOUND:
    'The service does not know this address. Check the base URL, the path and the query parameters.',
  RATE_LIMITED: 'The service asks for fewer requests. Trigger less often.',
  SERVER_ERROR: 'The service is in trouble (status __statusCode__). Try again later.',
  HTTP_ERROR:
    'The service refused the request (status __statusCode__). Check its path, query parameters and body.',
  REDIRECT_REFUSED:
    'The service redirects __reason__, which is not followed. Check the base URL of the account and the path, with the slash at its end.',
  UNREACHABLE:
    'The service cannot be reached (__reason__). Check the network, the base URL and the proxy.',
  PROXY_REFUSED:
    'The proxy refused to connect (status __statusCode__). Check its address, user name and password.',
  TLS_FAILED:
    "The service's certificate was not accepted (__reason__). Check the base URL and the TLS settings.",
  TIMEOUT: 'The service took too long (__reason__). Raise the time-out or try again later.',
  ANSWER_INCOMPLETE: 'The connection broke in the middle of the answer. Check the network.',
  BODY_TOO_LARGE:
    'The answer is larger than __reason__. Ask for less by query parameters or pages.',
  ANSWER_INVALID:
    'The answer cannot be used: __reason__. Check the base URL, or what stands between here and the service.',
  QUERY_FAILED: 'The service could not run the query: __reason__',
  PAGING_INVALID:
    'The list cannot be followed to its end: __reason__. Check the base URL of the account.',
  LIST_INVALID: 'The list cannot be used: __reason__. Correct it and send it again.',
  STORE_FAILED:
    'The context store failed: __reason__. Check contextStorage in the settings of Node-RED.',
  PASSWORD_REFUSED:
    'The service does not take the new password. Choose another one by its rules; the old one holds.',
  PASSWORD_UNKNOWN:
    'It is not known whether the password was changed: the service gave no clear answer. Keep both passwords, and try to sign in with each later.',
  ACCOUNT_CHANGED: 'The account was changed while the call was on its way. Trigger it again.',
  INTERNAL: 'Something failed inside the node (__reason__). Please report it.',
} as const;

/** Stable codes that a flow can act on. */
export type ErrorCode = keyof typeof MESSAGES;

export const ERROR_CODES: ReadonlySet<string> = new Set(Object.keys(MESSAGES));

/** One of the errors in a GraphQL answer. */
export interface GraphqlError {
  readonly message: string | undefined;
  /** Where in the answer, as `data.0.feature_value`. */
  readonly path: string | undefined;
  /** The service's own code, as `validation-failed`. */
  readonly code: string | undefined;
}

/** What the API calls its lists. */
export type ListName = 'links' | 'devices';

/** What is known of a failure. Nothing here may ever hold a secret: flows and logs show it. */
export interface ErrorFacts {
  /** HTTP status of the answer, where there was one. */
  readonly statusCode?: number | undefined;
  /** Seconds to wait, where the service said so. */
  readonly retryAfter?: number | undefined;
  /** A short explanation in our own words, or, as text, a code or words that come from elsewhere. */
  readonly reason?: Reason | string | undefined;
  /** What the service said of it, its words made safe to show. */
  readonly said?: string | undefined;
  /** What a GraphQL service said of each error, its words made safe to show. */
  readonly errors?: readonly GraphqlError[] | undefined;
  /** How many errors there were besides. */
  readonly errorsLeftOut?: number | undefined;
  /** Which list could not be read, where several were asked for. */
  readonly list?: ListName | undefined;
  /** Set when the failure is that of a token request and not of the call itself. */
  readonly during?: 'sign-in' | undefined;
  /** Set when part of the answer was handed on before: a repetition would hand it on again. */
  readonly partlyDelivered?: boolean | undefined;
}

/** What stands around a message where the facts ask for it. */
export const FRAMES = {
  said: '__message__ The service says: "__said__"',
  duringSignIn: 'During the sign-in: __message__',
  ofList: '__list__: __message__',
  wait: '__message__ Wait __retryAfter__ s.',
} as const;

/** The English message of an error. */
function describe(code: ErrorCode, facts: ErrorFacts): string {
  let message = fill(MESSAGES[code], facts);
  if (facts.said !== undefined) message = fill(FRAMES.said, { ...facts, message });
  if (facts.during === 'sign-in') message = fill(FRAMES.duringSignIn, { message });
  if (facts.list !== undefined) message = fill(FRAMES.ofList, { ...facts, message });
  if (facts.retryAfter !== undefined) message = fill(FRAMES.wait, { ...facts, message });
  return message;
}

/** The one error that leaves this library: a stable code, and facts that are safe to show. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(describe(code, facts));
    this.code = code;
    this.facts = facts;
  }
}
