import type { AnswerFault } from '../../simulator/index';

/*
 * Error pages that repeat all that they know: the request's Authorization
 * header, its form, and every other secret of the account.
 */

/** What a service can tell of an account. */
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

/** Makes an answer out of what is known. */
export type Tale = (known: Known) => Pick<AnswerFault, 'headers' | 'body'>;

export const inJson: Tale = ({ secrets, ...whole }) => ({
  headers: { 'content-type': 'application/json', 'x-debug': secrets.join(' ') },
  body: JSON.stringify({ detail: secrets, error: secrets.join(), ...whole }),
});

export const inHtml: Tale = ({ secrets, authorization, form }) => ({
  headers: { 'content-type': 'text/html' },
  body: `<h1>Error</h1><pre>Authorization: ${authorization}\n\n${form}\n${secrets.join('\n')}</pre>`,
});

export const inHeaders: Tale = ({ secrets }) => {
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

export const asDescription: Tale = ({ credentials }) => ({
  body: JSON.stringify({
    error: 'invalid_grant',
    error_description: `Not valid: ${credentials.join(' ')}`,
  }),
});

export const asErrorCode: Tale = ({ credentials }) => ({
  body: JSON.stringify({ error: credentials.join(' ') }),
});

export const asTokenType: Tale = ({ secrets: [first] }) => ({
  body: JSON.stringify({ access_token: 'granted', token_type: first }),
});

export const asToken: Tale = ({ secrets }) => ({
  body: JSON.stringify({ access_token: secrets.join(' ') }),
});

export const asNextPage: Tale = ({ secrets: [first] }) => ({
  body: JSON.stringify({ results: [], next: `http://${first}.invalid/?token=${first}` }),
});

export const asLocation: Tale = ({ secrets }) => ({
  headers: { location: `http://127.0.0.2/${secrets.join('/')}?token=${secrets[0]}` },
});

export const asGraphqlErrors: Tale = (known) => ({
  body: JSON.stringify({ errors: graphqlErrors(known) }),
});

export const asErrorsBesideData: Tale = (known) => ({
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
