import { type ErrorFacts, type GraphqlError, ServiceError } from '../errors';
import { computeInSlice } from '../event-loop/time-slice';
import { isUnreadable, keptShort, readJson } from '../http/body';
import type { HttpAnswer } from '../http/message';
import { statusError } from '../http/status';
import { asRecord, isObject } from '../json-value';
import { because, type ReasonKey } from '../reasons';
import { showWords } from '../redact';

/** A GraphQL operation. */
export interface GraphqlOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

/** What a GraphQL service answered. */
export interface GraphqlAnswer extends GraphqlErrors {
  readonly data: unknown;
}

/** The errors in an answer. */
interface GraphqlErrors {
  /** The first of them. */
  readonly errors: readonly GraphqlError[];
  /** How many more there were. */
  readonly errorsLeftOut: number;
}

/** Errors that are passed on; there may be one for each row of an answer. */
const MAX_ERRORS = 100;
/** Steps of a path that are shown; a text has no room for more. */
const MAX_STEPS = 100;
/** Errors whose words are in the message. */
const MAX_WORDS = 10;
/** Characters of these words, however few errors they are of: they come into the log. */
const MAX_LENGTH = 1_000;

/** Codes by which services say "unauthorized" with status 200, as Hasura and Apollo do. */
const UNAUTHORIZED: ReadonlySet<string> = new Set([
  'invalid-jwt',
  'invalid-headers',
  'UNAUTHENTICATED',
]);

/**
 * Reads the answer to an operation; errors beside data are passed on.
 *
 * @param secrets what must not be shown, should the service repeat it.
 * @throws {ServiceError} QUERY_FAILED when there are errors and no data; UNAUTHORIZED; what the
 *   status means, with the errors where there are any; ANSWER_INVALID when it is not a GraphQL
 *   answer.
 */
export async function readGraphql(
  answer: HttpAnswer,
  secrets: readonly string[],
): Promise<GraphqlAnswer> {
  const failure = statusError(answer);
  try {
    // What a failure has in place of data can only be errors.
    const body = await readJson(failure === undefined ? answer : keptShort(answer));
    const { data, errors } = assertAnswer(body);
    const shown = {
      errors: await showEach(errors.slice(0, MAX_ERRORS), [...secrets, ...answer.secrets]),
      errorsLeftOut: Math.max(0, errors.length - MAX_ERRORS),
    };
    // What comes with another status than 2xx is not a result (GraphQL over HTTP, 6.4).
    if (failure !== undefined) throw withErrors(failure, shown);
    if (data !== undefined && data !== null) return { data, ...shown };
    throw failureOf(shown, answer.status);
  } catch (error) {
    // A page of a server or a proxy in between says no more than its status.
    throw failure !== undefined && isUnreadable(error) ? failure : error;
  }
}

/** The error that GraphQL errors mean where the data beside them is not wanted. */
export function queryFailed(shown: GraphqlErrors, statusCode?: number): ServiceError {
  const reason = wordsOf(shown) ?? because('graphqlSaysNothing');
  return new ServiceError('QUERY_FAILED', { reason, statusCode, ...errorFacts(shown) });
}

/** The error for an answer without data. */
function failureOf(shown: GraphqlErrors, statusCode: number): ServiceError {
  if (shown.errors.length === 0) return invalid('graphqlNothing');
  // Beside data it is the refusal of one field, and a new token would run all the others again.
  const isTokenRefused = shown.errors.some(({ code = '' }) => UNAUTHORIZED.has(code));
  return isTokenRefused ? new ServiceError('UNAUTHORIZED', { statusCode }) : queryFailed(shown);
}

/** What a status means, and what the service said of it. */
function withErrors(failure: ServiceError, shown: GraphqlErrors): ServiceError {
  const { code, facts } = failure;
  if (shown.errors.length === 0) return failure;
  if (code === 'HTTP_ERROR') return queryFailed(shown, facts.statusCode);
  return failure.with({ serviceMessage: wordsOf(shown), ...errorFacts(shown) });
}

/** The facts about errors, where there are any. */
export function errorFacts({
  errors,
  errorsLeftOut,
}: GraphqlErrors): Pick<ErrorFacts, 'errors' | 'errorsLeftOut'> {
  return { ...(errors.length > 0 && { errors }), ...(errorsLeftOut > 0 && { errorsLeftOut }) };
}

function wordsOf({ errors, errorsLeftOut }: GraphqlErrors): string | undefined {
  const words = errors.flatMap(({ message, code, path }) => {
    const text = message ?? code;
    if (text === undefined) return [];
    return path === undefined ? text : `${text} (at ${path})`;
  });
  const more = errorsLeftOut + Math.max(0, words.length - MAX_WORDS);
  const joined = words.slice(0, MAX_WORDS).join('; ');
  if (joined === '') return undefined;
  const shown = joined.length > MAX_LENGTH ? `${joined.slice(0, MAX_LENGTH)}…` : joined;
  return more === 0 ? shown : `${shown}; … (+${more})`;
}

function assertAnswer(body: unknown): { data?: unknown; errors: readonly unknown[] } {
  if (!isObject(body)) throw invalid('noGraphqlAnswer');
  const { data, errors } = body;
  // Some services write `null` where there are none.
  if (errors === undefined || errors === null) return { data, errors: [] };
  if (!Array.isArray(errors)) throw invalid('graphqlErrorsNoList');
  return { data, errors };
}

/** Each may have as much to look for secrets in as is looked at: together, a second's work. */
async function showEach(
  errors: readonly unknown[],
  secrets: readonly string[],
): Promise<GraphqlError[]> {
  const shown: GraphqlError[] = [];
  for (const error of errors) shown.push(await computeInSlice(() => show(error, secrets)));
  return shown;
}

function show(error: unknown, secrets: readonly string[]): GraphqlError {
  const words = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? showWords(value, secrets) : undefined;
  const { message, path, extensions } = asRecord(
    typeof error === 'string' ? { message: error } : error,
  );
  const { code, path: place } = asRecord(extensions);
  return {
    message: words(message),
    path: words(pathText(path) ?? pathText(place)),
    code: words(code),
  };
}

/** Hasura has its path in the extensions, as `$.selectionSet.building_features`, or `$` for all. */
function pathText(path: unknown): string | undefined {
  if (typeof path === 'string') return path === '$' ? undefined : path;
  if (!Array.isArray(path)) return undefined;
  return path
    .slice(0, MAX_STEPS)
    .filter((step) => typeof step === 'string' || typeof step === 'number')
    .join('.');
}

function invalid(reason: ReasonKey): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: because(reason) });
}
