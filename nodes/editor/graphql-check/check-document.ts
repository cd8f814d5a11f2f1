import {
  buildClientSchema,
  type DocumentNode,
  type IntrospectionQuery,
  specifiedRules,
  validate,
} from 'graphql';
import { type Problem, toProblem } from './problem';

/** More would not help to find the first mistake. */
const MAX_PROBLEMS = 20;

/**
 * What is wrong with a document by a schema.
 *
 * @param answer holds as `schema` the `data` that the service answered to an introspection query
 * @throws {Error} when that is no schema
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
