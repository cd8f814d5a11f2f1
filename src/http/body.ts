import { ServiceError } from '../errors';
import { textOf, withoutMark } from '../json/parse-json';
import { readValue } from '../json/read-value';
import { because } from '../reasons';
import { mediaTypeOf } from '../redact';
import type { HttpAnswer } from './message';

/**
 * Reads the whole body of an answer.
 *
 * @throws {ServiceError} BODY_TOO_LARGE
 */
export async function readChunks(answer: HttpAnswer): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of capped(answer)) chunks.push(chunk);
  return chunks;
}

/** Reads the whole body of an answer as text (UTF-8, without a byte-order mark). */
export async function readText(answer: HttpAnswer): Promise<string> {
  return textOf(withoutMark(Buffer.concat(await readChunks(answer))));
}

/**
 * Reads the body of an answer as JSON, whatever its Content-Type says. A long one is
 * parsed in slices while it arrives.
 *
 * @param shortBytes a body of fewer is parsed at one go; 1 MB by default
 * @throws {ServiceError} BODY_TOO_LARGE; ANSWER_INVALID when it is empty, no JSON, or nested
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
 * @throws {ServiceError} BODY_TOO_LARGE; ANSWER_INVALID when it is no JSON, or nested too deep
 */
export async function readOptionalJson(answer: HttpAnswer, shortBytes?: number): Promise<unknown> {
  try {
    return await readValue(capped(answer), shortBytes);
  } catch (error) {
    throw error instanceof SyntaxError ? notJson(answer) : error;
  }
}

/** Bytes that tokens, refusals and errors may have: a hundred times what they need. */
const SHORT_BYTES = 2 ** 16;

/** The same answer, of which no more than 64 KB are read. */
export function keptShort(answer: HttpAnswer): HttpAnswer {
  return { ...answer, maxBytes: Math.min(answer.maxBytes, SHORT_BYTES) };
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
 * The body, for who keeps all of it.
 *
 * @throws {ServiceError} BODY_TOO_LARGE when it grows over its cap.
 */
async function* capped({ body, maxBytes }: HttpAnswer): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    assertBelowCap(bytes, maxBytes);
    yield chunk;
  }
}

/** @throws {ServiceError} BODY_TOO_LARGE when so many bytes are more than the cap. */
export function assertBelowCap(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  const megabytes = Math.floor(maxBytes / 2 ** 20);
  throw new ServiceError('BODY_TOO_LARGE', { reason: because('megabytes', { megabytes }) });
}
