/**
 * Checks GraphQL documents. Bundled apart from the dialogs because graphql-js
 * is large: it is loaded when somebody asks for it.
 */
import {
  buildClientSchema,
  type DocumentNode,
  GraphQLError,
  type IntrospectionQuery,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql';

/** What is wrong with a document, in graphql-js's words. */
export interface Problem {
  message: string;
  /** Line of the document, counted from 1; absent if the problem is not in one line. */
  line: number | undefined;
}

/** A document that is GraphQL, whatever it asks for; or else why it is not. */
export type ParsedDocument =
  | {
      document: DocumentNode;
      /** Names of the operations; an empty one for an operation without a name. */
      operations: string[];
    }
  | { problem: Problem };

/** More would not help to find the first mistake. */
const MAX_PROBLEMS = 20;

export function parseDocument(text: string): ParsedDocument {
  try {
    const document = parse(text);
    const operations = document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ''] : [],
    );
    return { document, operations };
  } catch (error) {
    if (error instanceof GraphQLError) return { problem: toProblem(error) };
    throw error;
  }
}

/**
 * What is wrong with a document by a schema.
 *
 * @param answer holds as `schema` the `data` that the service answered to an introspection query
 * @throws {Error} when that is not a schema
 */
export function checkDocument(document: DocumentNode, answer: object): Problem[] {
  assertIntrospection(answer);
  const schema = buildClientSchema(answer.schema);
  return validate(schema, document, specifiedRules, { maxErrors: MAX_PROBLEMS }).map(toProblem);
}

/** Nothing but that there is a schema: graphql-js itself says what is wrong with one. */
function assertIntrospection(answer: object): asserts answer is { schema: IntrospectionQuery } {
  if (!('schema' in answer)) throw new TypeError('There is no schema in the answer.');
}

function toProblem({ message, locations }: GraphQLError): Problem {
  return { message, line: locations?.[0]?.line };
}
