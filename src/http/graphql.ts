import { type GraphqlError, ServiceError } from '../errors';
import { showWords } from '../redact';
import { readJson } from './json';
import type { HttpAnswer } from './message';
import { statusError } from './status';
import { Reason, type ReasonKey } from '../reasons';

/** A GraphQL operation. */
export interface GraphqlOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

/** What a GraphQL service answered. */
export interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors: readonly GraphqlError[];
}

/** Codes by which services say "unauthorized" with status 200, as Hasura and Apollo do. */
const UNAUTHORIZED: ReadonlySet<string> = new Set([
  'invalid-jwt',
  'invalid-headers',
  'UNAUTHENTICATED',
]);

/** Whether running the operation again changes nothing. */
export function isRepeatable({ query }: GraphqlOperation): boolean {
  return !/\b(mutation|subscription)\b/.test(query);
}

/**
 * Reads the answer to an operation; errors beside data are handed on.
 *
 * @param secrets what must not be shown, should the service repeat it.
 * @throws {ServiceError} QUERY_FAILED when there are errors and no data; UNAUTHORIZED;
 *   ANSWER_INVALID when it is no GraphQL answer.
 */
export async function readGraphql(
  answer: HttpAnswer,
  secrets: readonly string[],
): Promise<GraphqlAnswer> {
  const failure = statusError(answer);
  // A GraphQL service may answer 400 and say in its errors what it did not like.
  if (failure !== undefined && answer.status !== 400) throw failure;
  const body = await readJson(answer).catch((error: unknown) => {
    throw failure ?? error;
  });
  const { data, errors } = assertAnswer(body);
  const shown = errors.map((error) => show(error, [...secrets, ...answer.secrets]));
  if (shown.some(({ code = '' }) => UNAUTHORIZED.has(code))) {
    throw new ServiceError('UNAUTHORIZED', { statusCode: answer.status });
  }
  if (data === undefined || data === null) {
    if (shown.length === 0) throw failure ?? invalid('graphqlNothing');
    throw queryFailed(shown);
  }
  return { data, errors: shown };
}

/** The error that GraphQL errors stand for where the data beside them is not wanted. */
export function queryFailed(errors: readonly GraphqlError[]): ServiceError {
  const reason = errors
    .map(({ message, path }) => (path === undefined ? message : `${message} (at ${path})`))
    .join('; ');
  return new ServiceError('QUERY_FAILED', { reason, errors });
}

function assertAnswer(body: unknown): { data?: unknown; errors: unknown[] } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('noGraphqlAnswer');
  }
  const { data, errors = [] }: { data?: unknown; errors?: unknown } = body;
  if (!Array.isArray(errors)) throw invalid('graphqlErrorsNoList');
  return { data, errors };
}

function show(error: unknown, secrets: readonly string[]): GraphqlError {
  const { message, path, extensions }: Partial<Record<string, unknown>> = Object(error);
  const words = (value: unknown): string | undefined =>
    typeof value === 'string' ? showWords(value, secrets) : undefined;
  const { code }: { code?: unknown } = Object(extensions);
  return {
    message: words(message) ?? 'it does not say why',
    path: Array.isArray(path) ? words(path.join('.')) : undefined,
    code: words(code),
  };
}

function invalid(reason: ReasonKey): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: new Reason(reason) });
}
