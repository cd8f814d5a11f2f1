import { type DocumentNode, GraphQLError, Kind, parse } from 'graphql';
import { type Problem, toProblem } from './problem';

/** A document that is GraphQL, whatever it asks for; or else why it is none. */
export type ParsedDocument =
  | {
      document: DocumentNode;
      /** Names of the operations; an empty one for an operation without a name. */
      operations: string[];
    }
  | { problem: Problem };

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
