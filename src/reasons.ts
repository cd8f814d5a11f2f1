/**
 * Why something failed, in English; translations go by the keys.
 * `__placeholders__` are filled from the reason's values.
 */
export const REASONS = {
  // Parts of an account, as other reasons name them.
  baseUrl: 'the base URL',
  tokenUrl: 'the token URL',
  token: 'the API token',
  username: 'the user name',
  password: 'the password',
  clientId: 'the client id',
  clientSecret: 'the client secret',
  oldPassword: 'the old password',
  newPassword: 'the new password',

  // Settings
  noAccount: 'no account is chosen',
  signInUnknown: 'the kind of sign-in is unknown',
  addressEmpty: '__field__ is empty',
  addressNoUrl: '__field__ is not a URL',
  addressScheme: '__field__ does not begin with https:// or http://',
  addressPlain: '__field__ is plain http://, which would show the credentials on the way',
  addressUser: '__field__ holds a user name or a password, which belong into their fields',
  addressQuery: '__field__ has a query or a fragment',
  tokenUnsafe: 'the API token holds a space or a letter that no API token has',
  timeoutNumber: 'the time-out is not a number of seconds above 0',
  retriesNumber: 'the number of retries is not a whole number from 0 on',
  concurrencyNumber: 'the number of requests at once is not a whole number from 1 on',
  environmentMissing: 'the environment variable __name__ is not set',
  passwordInEnvironment: 'the password stands in the environment and cannot be changed from here',
  tlsMissing: 'the TLS configuration is missing',
  tlsUnreadable: 'a key, certificate or passphrase of the TLS configuration cannot be read',
  proxyMissing: 'the proxy configuration is missing',
  proxyAddress: 'the address of the proxy is not an http:// or https:// URL',
  pathInvalid: '"__path__" is no path to a property',
  pollsNumber: 'the flap filter is not a whole number of lists from 1 on',
  thresholdNumber: 'the threshold of "__path__" is not a number from 0 on',
  pathAlone: 'one of two paths that belong together is missing',
  precisionNumber: 'the precision of the polyline is neither 5 nor 6',
  tableInvalid: 'a table is no list of rows',
  choiceUnknown: 'a choice is none of __choices__',

  // Lists that arrive in messages
  noListOrObject: 'it is neither a list nor an object',
  devicesNoList: 'msg.devices is no list',
  itemNoObject: 'the item at index __index__ is no object',
  itemNoKey: 'the item at index __index__ has neither text nor a number at "__path__"',
  itemsSameKey: 'the items at index __first__ and __second__ have the same "__path__"',
  listShort:
    'it has __length__ items, but msg.inode.count says __count__; delete msg.inode where it was shortened on purpose',

  listCutShort:
    'the service sent __length__ of the __total__ items that it counts (msg.inode.total); delete msg.inode where its count is wrong',
  listPart:
    'it is a part of a list without the msg.parts that say which; delete msg.inode where that is on purpose',
  listFailed: 'msg.statusCode says that the request for it failed (__status__)',

  // What is kept
  storeMissing: 'there is no store "__name__"',
  storeUnreadable: 'it cannot be read (__code__)',
  storeUnwritable: 'it cannot be written (__code__)',

  // What is to be sent
  noPath: 'it has no path',
  pathOutside: 'its path leads away from the base URL',
  methodUnknown: 'its method is none of __methods__',
  bodyUnevaluable: 'its body cannot be evaluated',
  listNoGet: 'the answer to __method__ is to be sent on as a list, which only that to GET can be',
  notWritable: 'a value in it cannot be written as JSON',
  queryNoObject: 'msg.query is not an object',
  valueUnevaluable: 'the value of "__name__" cannot be evaluated',
  valueNoText: 'the value of "__name__" is neither text, number, boolean nor date',
  noGraphqlQuery: 'there is no query',
  operationNoText: 'msg.operationName is not text',
  variablesUnevaluable: 'the variables cannot be evaluated',
  variablesNoObject: 'the variables are not an object',
  msgVariablesNoObject: 'msg.variables are not an object',

  // On the way
  proxySilent: 'the proxy did not answer',
  proxyAnswered: 'the proxy answered __status__',
  noAnswer: 'no answer after __seconds__ s',
  noEnd: 'the answer did not end after __seconds__ s',
  toNowhere: 'to nowhere',
  toOtherServer: 'to another server',
  aForm: 'a form',
  inCircle: 'in a circle',

  // The answer
  megabytes: '__megabytes__ MB',
  compressionDamaged: 'its compression is damaged',
  empty: 'it is empty',
  brokenJson: 'its JSON is broken',
  notJson: 'it is __type__ and not JSON',
  noList: 'it is no list',
  resultsNoList: 'its "results" are no list',
  nextNoAddress: 'its "next" is no address',
  nothingAt: 'there is nothing at "__path__"',
  noGraphqlAnswer: 'it is no GraphQL answer',
  graphqlErrorsNoList: 'its "errors" are no list',
  graphqlNothing: 'it holds neither data nor errors',

  // Paging
  tooManyPages: 'it has more than __pages__ pages',
  nextInvalid: 'its next page has no valid address',
  nextElsewhere: 'its next page is on another server',
  nextAgain: 'its next page was read before',

  // Sign-in
  tokenEndpointStatus: 'the token endpoint answered with status __status__',
  tokenAnswerUnusable: 'the answer is not usable (__why__)',
  tokenAnswerNoObject: 'the answer is no JSON object',
  noAccessToken: 'the answer holds no access token',
  tokenTypeUnknown: 'the answer holds a token of an unknown type',
  otherSession: 'the user has another session, which only an exclusive sign-on would end',
} as const;

export type ReasonKey = keyof typeof REASONS;

export type ReasonValues = Readonly<Record<string, string | number | Reason>>;

/** Why something failed: a key that can be translated, and what its text is filled with. */
export class Reason {
  constructor(
    readonly key: ReasonKey,
    readonly values: ReasonValues = {},
  ) {}

  /** The English text. */
  toString(): string {
    return fill(REASONS[this.key], this.values);
  }
}

/** Fills `__name__` from the values; what is not known leaves a question mark. */
export function fill(template: string, values: object): string {
  const known = new Map<string, unknown>(Object.entries(values));
  return template.replace(/__([a-zA-Z]+)__/g, (_, name: string) => textOf(known.get(name)));
}

function textOf(value: unknown): string {
  if (value instanceof Reason) return value.toString();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '?';
}
