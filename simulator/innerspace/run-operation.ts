import {
  executeSync,
  GraphQLError,
  type GraphQLFormattedError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { SCHEMA } from './schema';

/** A GraphQL operation as it comes over HTTP. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** The body of a GraphQL answer. */
export interface OperationAnswer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

const RULES_WITHOUT_INTROSPECTION = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/**
 * Runs an operation.
 *
 * @param root The values or functions behind the fields of the root types.
 * @param introspection Whether it may read the schema.
 */
export function runOperation(
  { query, variables, operationName }: Operation,
  root: unknown,
  introspection: boolean,
): OperationAnswer {
  try {
    const document = parse(query);
    const rules = introspection ? specifiedRules : RULES_WITHOUT_INTROSPECTION;
    const mistakes = validate(SCHEMA, document, rules);
    if (mistakes.length > 0) return refuse(mistakes);
    const { data, errors } = executeSync({
      schema: SCHEMA,
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
