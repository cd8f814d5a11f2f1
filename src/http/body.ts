import { ServiceError } from '../errors';
import { countValues } from '../json/count-values';
import { textOf, withoutMark } from '../json/parse-json';
import { readValue } from '../json/read-value';
import { because } from '../reasons';
import { mediaTypeOf } from '../redact';
import { shortMemory } from './memory';
import type { HttpAnswer } from './message';

/**
 * Reads the complete body of an answer as text (UTF-8, without a byte-order mark).
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY
 */
export async function readText(answer: HttpAnswer): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of counted(answer)) chunks.push(chunk);
  return textOf(withoutMark(Buffer.concat(chunks)));
}

/**
 * Reads the body of an answer as JSON, whatever its Content-Type says. A long one is
 * parsed in slices while it arrives.
 *
 * @param shortBytes a body of fewer is parsed at one go; 1 MB by default
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when it is empty, no JSON, or nested
 *   too deep
 */
export async function readJson(answer: HttpAnswer, shortBytes?: number): Promise<unknown> {
  const value = await readOptionalJson(answer, shortBytes);
  if (value === undefined) throw new ServiceError('ANSWER_INVALID', { reason: because('empty') });
  return value;
}

/**
 * The same, but an empty body is `undefined`.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when it is no JSON, or nested too deep
 */
export async function readOptionalJson(answer: HttpAnswer, shortBytes?: number): Promise<unknown> {
  try {
    return await readValue(counted(answer), shortBytes);
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(answer) : error;
  }
}

/** The same answer, of which no more than 64 KB are read. */
export function keptShort(answer: HttpAnswer): HttpAnswer {
  return { ...answer, memory: shortMemory() };
}

/** The error for an answer whose body is no JSON. */
export function notJson({ status, header }: HttpAnswer): ServiceError {
  const type = mediaTypeOf(header('content-type'));
  const reason =
    type === 'application/json' || type === undefined
      ? because('brokenJson')
      : because('notJson', { type });
  return new ServiceError('ANSWER_INVALID', { reason, statusCode: status });
}

/**
 * A value as the JSON of a request; `undefined` for `undefined`.
 *
 * @throws {ServiceError} of this code when it cannot be written: a circle, a BigInt.
 */
export function writeJson(
  value: unknown,
  code: 'REQUEST_INVALID' | 'QUERY_INVALID',
): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    throw new ServiceError(code, { reason: because('notWritable') });
  }
}

/**
 * The body, for who keeps all of it as what it says.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY before it fills the memory
 */
async function* counted({ body, memory }: HttpAnswer): AsyncGenerator<Buffer> {
  for await (const chunk of body) {
    memory.take(chunk.length, countValues(chunk));
    yield chunk;
  }
}
