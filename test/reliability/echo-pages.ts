import type { AnswerFault } from '../../simulator/index';

/*
 * Error pages that repeat all that they know: the request's Authorization
 * header, its form, and every other secret of the account.
 */

/** What a service knows of an account. */
export interface Known {
  /** All secrets, tokens included, without what an encoding could change. */
  readonly secrets: readonly string[];
  /** The credentials as they were entered. */
  readonly credentials: readonly string[];
  /** The last Authorization header. */
  readonly authorization: string;
  /** The credentials as a form. */
  readonly form: string;
}

/** An answer that repeats what is known. */
export type EchoPage = (known: Known) => Pick<AnswerFault, 'headers' | 'body'>;

export const inJson: EchoPage = ({ secrets, ...fields }) => ({
  headers: { 'content-type': 'application/json', 'x-debug': secrets.join(' ') },
  body: JSON.stringify({
    ...Object.fromEntries(secrets.map((secret) => [secret, secret])),
    detail: secrets,
    error: secrets.join(),
    ...fields,
  }),
});

export const inHtml: EchoPage = ({ secrets, authorization, form }) => ({
  headers: { 'content-type': 'text/html' },
  body: `<h1>Error</h1><pre>Authorization: ${authorization}\n\n${form}\n${secrets.join('\n')}</pre>`,
});

export const inHeaders: EchoPage = ({ secrets }) => {
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

export const asDescription: EchoPage = ({ credentials }) => ({
  body: JSON.stringify({
    error: 'invalid_grant',
    error_description: `Not valid: ${credentials.join(' ')}`,
  }),
});

export const asErrorCode: EchoPage = ({ credentials }) => ({
  body: JSON.stringify({ error: credentials.join(' ') }),
});

export const asTokenType: EchoPage = ({ secrets: [first] }) => ({
  body: JSON.stringify({ access_token: 'granted', token_type: first }),
});

export const asToken: EchoPage = ({ secrets }) => ({
  body: JSON.stringify({ access_token: secrets.join(' ') }),
});

export const asNextPage: EchoPage = ({ secrets: [first] }) => ({
  body: JSON.stringify({ results: [], next: `http://${first}.invalid/?token=${first}` }),
});

export const asResults: EchoPage = ({ secrets: [first] }) => ({
  body: JSON.stringify({ results: first }),
});

export const asGzip: EchoPage = ({ secrets }) => ({
  headers: { 'content-encoding': 'gzip' },
  body: secrets.join(' '),
});

/** No URL at all. */
export const asMalformedLocation: EchoPage = ({ secrets: [first] }) => ({
  headers: { location: `http://${first}:${first}@[` },
});

export const asLocation: EchoPage = ({ secrets }) => ({
  headers: { location: `http://127.0.0.2/${secrets.join('/')}?token=${secrets[0]}` },
});

export const asGraphqlErrors: EchoPage = (known) => ({
  body: JSON.stringify({ errors: graphqlErrors(known) }),
});

export const asErrorsBesideData: EchoPage = (known) => ({
  body: JSON.stringify({ data: { building_features: [] }, errors: graphqlErrors(known) }),
});

/** Their words are shown, so secrets hide between them, in every part of an error. */
function graphqlErrors({ secrets, authorization, form }: Known): object[] {
  return [
    { message: `${authorization} and ${form}`, path: secrets, extensions: { code: secrets[0] } },
    ...secrets.map((secret) => ({ message: `It says "${secret}".`, path: [secret] })),
    ...secrets.map((secret) => ({ message: `${'-'.repeat(280)} ${secret}` })),
  ];
}
