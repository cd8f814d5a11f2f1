import { oneLine } from './one-line';

/**
 * Why something failed: a key, and what its text is filled with. The texts are
 * in the catalogs of the nodes, in the languages of their users.
 */
export class Reason {
  /** Texts among them may be names that a stranger chose: they are shown on one line, and not too long. */
  readonly values: ReasonValues;

  constructor(
    readonly key: string,
    values: ReasonValues = {},
  ) {
    this.values = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? oneLine(value) : value,
      ]),
    );
  }

  /** For those who read code: `notJson(type: text/html)`. */
  toString(): string {
    const values = Object.entries(this.values).map(([name, value]) => `${name}: ${String(value)}`);
    return values.length === 0 ? this.key : `${this.key}(${values.join(', ')})`;
  }
}

export type ReasonValues = Readonly<Record<string, string | number | Reason>>;

/** A reason of this library's own. */
export function because(key: ReasonKey, values?: ReasonValues): Reason {
  return new Reason(key, values);
}

/** The reasons that this library gives. */
export type ReasonKey =
  | 'token'
  | 'password'
  | 'baseUrlInvalid'
  | 'tokenUrlInvalid'
  | 'addressPlain'
  | 'tokenUnsafe'
  | 'tlsUnreadable'
  | 'proxyAddress'
  | 'itemNoObject'
  | 'itemNoKey'
  | 'itemsSameKey'
  | 'pathOutside'
  | 'notWritable'
  | 'headerNameInvalid'
  | 'headerOfAccount'
  | 'headerOfConnection'
  | 'headerUnsafe'
  | 'headersLong'
  | 'contentTypeInvalid'
  | 'bodyNoForm'
  | 'bodyNoText'
  | 'bodyMultipart'
  | 'bodyCharset'
  | 'certificateTime'
  | 'proxySilent'
  | 'proxyAnswered'
  | 'noAnswer'
  | 'noEnd'
  | 'toNowhere'
  | 'toOtherServer'
  | 'otherThanGet'
  | 'inCircle'
  | 'megabytes'
  | 'noMemory'
  | 'noPlace'
  | 'partial'
  | 'compressionDamaged'
  | 'empty'
  | 'brokenJson'
  | 'nestedTooDeep'
  | 'notJson'
  | 'charsetUnknown'
  | 'brokenLine'
  | 'noList'
  | 'resultsNoList'
  | 'nextNoAddress'
  | 'noGraphqlAnswer'
  | 'graphqlErrorsNoList'
  | 'graphqlSaysNothing'
  | 'graphqlNothing'
  | 'tooManyPages'
  | 'tooManyGigabytes'
  | 'nextInvalid'
  | 'nextElsewhere'
  | 'nextAgain'
  | 'noListAt'
  | 'linkBroken'
  | 'pageAgain'
  | 'cursorMissing'
  | 'pagesFromZero'
  | 'tokenEndpointStatus'
  | 'tokenAnswerUnusable'
  | 'tokenAnswerLong'
  | 'tokenAnswerNoObject'
  | 'noAccessToken'
  | 'noSession'
  | 'generationOther'
  | 'tokenTypeUnknown';
