import type { AccessTokens } from '../access-tokens';
import { type Answer, jsonAnswer } from '../answer';
import { bearerToken } from '../bearer-token';
import { readObject } from '../read-object';
import type { RecordedRequest } from '../request-log';
import { errorAnswer } from './error-answer';
import type { InnerspaceSettings } from './options';
import { type Operation, runOperation } from './run-operation';

/** What the GraphQL endpoint needs of its service. */
export interface GraphqlEndpointContext {
  readonly tokens: AccessTokens;
  /** The values or functions behind the fields of the root types. */
  readonly root: unknown;
  readonly settings: InnerspaceSettings;
}

const REFUSALS = {
  missing: {
    code: 'invalid-headers',
    message: 'Missing Authorization header in JWT authentication mode',
  },
  unknown: {
    code: 'invalid-jwt',
    message: 'Could not verify JWT: JWSError JWSInvalidSignature',
  },
  expired: { code: 'invalid-jwt', message: 'Could not verify JWT: JWTExpired' },
};

/** The GraphQL endpoint as Hasura answers it: 200 for whatever could be read. */
export function answerGraphql(
  { method, headers, text }: RecordedRequest,
  { tokens, root, settings }: GraphqlEndpointContext,
): Answer {
  if (method !== 'POST') return errorAnswer(405, 'method-not-allowed', 'Method Not Allowed');
  const token = bearerToken(headers.authorization);
  const state = token === undefined ? 'missing' : tokens.check(token);
  if (state !== 'valid') {
    const { code, message } = REFUSALS[state];
    return errorAnswer(settings.innerspaceUnauthorized === 'status' ? 401 : 200, code, message);
  }
  const operation = readOperation(text);
  if (operation === undefined) {
    return errorAnswer(400, 'invalid-json', 'The body is no JSON object with a query');
  }
  return jsonAnswer(200, runOperation(operation, root, settings.innerspaceIntrospection), {
    'content-type': 'application/json; charset=utf-8',
  });
}

function readOperation(text: string): Operation | undefined {
  const { query, variables, operationName } = readObject(text) ?? {};
  if (typeof query !== 'string') return undefined;
  return {
    query,
    variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  };
}
