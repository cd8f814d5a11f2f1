import type { GraphQLError } from 'graphql';

/** What is wrong with a document, in graphql-js's words. */
export interface Problem {
  message: string;
  /** Line of the document, from 1 on, where one is to blame. */
  line: number | undefined;
}

export function toProblem({ message, locations }: GraphQLError): Problem {
  return { message, line: locations?.[0]?.line };
}
