import {
  executeSync,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { type Answer, jsonAnswer } from '../answer';
import { readObject } from '../read-request';
import type { RecordedRequest } from '../request-log';
import type { AccessTokens } from '../tokens';
import type { InnerspaceSettings } from './options';

/** What the GraphQL endpoint needs of its service. */
export interface GraphqlEndpointContext {
  readonly tokens: AccessTokens;
  /** The token or session that a request comes with, if it has one. */
  readonly tokenOf: (request: RecordedRequest) => string | undefined;
  readonly schema: GraphQLSchema;
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
export function answerGraphql(request: RecordedRequest, context: GraphqlEndpointContext): Answer {
  const { tokens, tokenOf, settings } = context;
  const { method, text } = request;
  if (method !== 'POST') return errorAnswer(405, 'method-not-allowed', 'Method Not Allowed');
  const token = tokenOf(request);
  const state = token === undefined ? 'missing' : tokens.check(token);
  if (state !== 'valid') {
    const { code, message } = REFUSALS[state];
    return errorAnswer(settings.innerspaceUnauthorized === 'status' ? 401 : 200, code, message);
  }
  const operation = readOperation(text);
  if (operation === undefined) {
    return errorAnswer(400, 'invalid-json', 'The body is not a JSON object with a query');
  }
  return jsonAnswer(200, runOperation(operation, context), {
    'content-type': 'application/json; charset=utf-8',
  });
}

/** Hasura's answer to a request that it does not run. */
export function errorAnswer(status: number, code: string, message: string): Answer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code, path: '$' } }] });
}

/** A GraphQL operation as it comes over HTTP. */
interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** The body of a GraphQL answer. */
interface OperationAnswer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
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

const RULES_WITHOUT_INTROSPECTION = [...specifiedRules, NoSchemaIntrospectionCustomRule];

function runOperation(
  { query, variables, operationName }: Operation,
  { schema, root, settings }: GraphqlEndpointContext,
): OperationAnswer {
  try {
    const document = parse(query);
    const rules = settings.innerspaceIntrospection ? specifiedRules : RULES_WITHOUT_INTROSPECTION;
    const mistakes = validate(schema, document, rules);
    if (mistakes.length > 0) return refuse(mistakes);
    const { data, errors } = executeSync({
      schema,
      document,
      rootValue: root,
      variableValues: variables,
      operationName,
    });
    if (errors === undefined) return { data };
    return data === undefined
      ? refuse(errors)
      : { data, errors: errors.map((error) => error.toJSON()) };
  } catch (error) {
    if (error instanceof GraphQLError) return refuse([error]);
    throw error;
  }
}

/** What could not be run is answered as Hasura does: without data, and with its code. */
function refuse(errors: readonly GraphQLError[]): OperationAnswer {
  const extensions = { code: 'validation-failed', path: '$' };
  return { errors: errors.map((error) => ({ ...error.toJSON(), extensions })) };
}
