import { constants } from 'node:buffer';
import { ServiceError } from '../errors';
import { JsonLines } from '../json/json-lines';
import { parseShort, readValue } from '../json/read-value';
import { type Counted, countValues } from '../json/value-memory';
import { because } from '../reasons';
import { mediaTypeOf, showWords } from '../redact';
import { parseContentType } from './media-type';
import { shortMemory, tooLarge } from './memory';
import type { HttpAnswer } from './message';

/**
 * Reads the complete body of an answer as it is.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY
 */
export async function readBytes({ body, memory }: HttpAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) {
    memory.take(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads the complete body of an answer as text, in the charset that its Content-Type names
 * (UTF-8 by default), without a byte-order mark. Bytes that the charset does not have become U+FFFD.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when the charset is not known
 */
export async function readText(answer: HttpAnswer): Promise<string> {
  const decoder = decoderOf(answer);
  let text = '';
  for await (const chunk of answer.body) {
    answer.memory.take(chunk.length);
    text = append(text, decoder.decode(chunk, { stream: true }));
  }
  return append(text, decoder.decode());
}

/** @throws {ServiceError} BODY_TOO_LARGE where V8 has no longer text */
function append(text: string, more: string): string {
  if (text.length + more.length > constants.MAX_STRING_LENGTH) {
    throw tooLarge(constants.MAX_STRING_LENGTH);
  }
  return text + more;
}

/**
 * A decoder of the charset that an answer is in; it leaves a byte-order mark out.
 *
 * @throws {ServiceError} ANSWER_INVALID when the charset is not known
 */
export function decoderOf({ status, header, secrets }: HttpAnswer): TextDecoder {
  const { charset = 'utf-8' } = parseContentType(header('content-type') ?? '') ?? {};
  try {
    return new TextDecoder(charset);
  } catch {
    const reason = because('charsetUnknown', { charset: showWords(charset, secrets) });
    throw new ServiceError('ANSWER_INVALID', { reason, statusCode: status });
  }
}

/**
 * Reads the body of an answer as JSON, whatever its Content-Type says. A long one is
 * parsed in slices while it arrives.
 *
 * @param shortBytes a body of fewer bytes is parsed in one step; 1 MB by default
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when it is empty, not JSON, or nested
 *   too deep
 */
export async function readJson(answer: HttpAnswer, shortBytes?: number): Promise<unknown> {
  const value = await readOptionalJson(answer, shortBytes);
  if (value === undefined) throw isEmpty();
  return value;
}

/**
 * The same, but an empty body is `undefined`.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when it is not JSON, or nested too deep
 */
export function readOptionalJson(answer: HttpAnswer, shortBytes?: number): Promise<unknown> {
  return ofAnswer(answer, readValue(answer.body, answer.memory, shortBytes));
}

/**
 * Parses a short body that is here already, as `readJson` does. Its bytes are counted.
 *
 * @throws {ServiceError} as `readJson`
 */
export async function parseBody(answer: HttpAnswer, chunks: readonly Buffer[]): Promise<Counted> {
  const parsed = await ofAnswer(answer, parseShort(chunks, answer.memory));
  if (parsed.value === undefined) throw isEmpty();
  return parsed;
}

function ofAnswer<T>(answer: HttpAnswer, reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    throw error instanceof SyntaxError ? notJson(answer) : error;
  });
}

function isEmpty(): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: because('empty') });
}

/**
 * Reads the body of an answer of which each line is JSON.
 *
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY; ANSWER_INVALID when a line is not JSON, or nested too deep
 */
export async function readJsonLines(answer: HttpAnswer): Promise<unknown[]> {
  const lines = new JsonLines();
  const values: unknown[] = [];
  const add = (more: readonly unknown[]): void => {
    answer.memory.take(0, more.length);
    for (const value of more) values.push(value);
  };
  for await (const chunk of answer.body) {
    answer.memory.take(chunk.length, countValues(chunk));
    add(await lines.add(chunk));
  }
  add(await lines.end());
  return values;
}

/** The same answer, of which no more than 64 KB are read. */
export function keptShort(answer: HttpAnswer): HttpAnswer {
  return { ...answer, memory: shortMemory() };
}

/** A body that arrived but is not JSON, or is too long, as a proxy's or a captive portal's page is. */
export function isUnreadable(error: unknown): error is ServiceError {
  const isOurs = error instanceof ServiceError;
  return isOurs && (error.code === 'ANSWER_INVALID' || error.code === 'BODY_TOO_LARGE');
}

/** The error for an answer whose body is not JSON. */
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
