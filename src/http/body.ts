import { isAscii } from 'node:buffer';
import { ServiceError } from '../errors';
import { because } from '../reasons';
import { mediaTypeOf } from '../redact';
import { hasLongInteger } from './long-integer';
import type { HttpAnswer } from './message';

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

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
  return textOf(join(await readChunks(answer)));
}

/** The chunks as one, without a byte-order mark. */
function join(chunks: readonly Buffer[]): Buffer {
  const [only = Buffer.alloc(0)] = chunks;
  const bytes = chunks.length > 1 ? Buffer.concat(chunks) : only;
  const isMarked = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  return isMarked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
}

/** Most JSON is plain ASCII, and decoded in two thirds of the time as Latin-1. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
}

/**
 * Reads the body of an answer as JSON, whatever its Content-Type says.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is empty or no JSON.
 */
export async function readJson(answer: HttpAnswer): Promise<unknown> {
  return jsonOf(answer, await readChunks(answer));
}

/**
 * The same, but an empty body is `undefined`.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is no JSON.
 */
export async function readOptionalJson(answer: HttpAnswer): Promise<unknown> {
  return optionalJsonOf(answer, await readChunks(answer));
}

/**
 * The JSON of an answer whose body has been read.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is empty or no JSON.
 */
export function jsonOf(answer: HttpAnswer, chunks: readonly Buffer[]): unknown {
  const value = optionalJsonOf(answer, chunks);
  if (value === undefined) throw new ServiceError('ANSWER_INVALID', { reason: because('empty') });
  return value;
}

function optionalJsonOf(answer: HttpAnswer, chunks: readonly Buffer[]): unknown {
  const bytes = join(chunks);
  try {
    return parseJson(bytes);
  } catch {
    if (textOf(bytes).trim() === '') return undefined;
    throw notJson(answer);
  }
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
 * JSON.parse of a text in UTF-8, except that whole numbers which a JavaScript number cannot hold
 * exactly (beyond 2^53 - 1) become strings of the same digits: rounded ids
 * would make two different things equal.
 *
 * @throws {SyntaxError}
 */
export function parseJson(bytes: Buffer): unknown {
  const text = textOf(bytes);
  const value: unknown = JSON.parse(text);
  // Such numbers are rare and quickly searched for, so most answers are parsed once.
  if (!hasLongInteger(bytes)) return value;
  const quoted = quoteLargeIntegers(text);
  return quoted === text ? value : JSON.parse(quoted);
}

/** Valid JSON with its large whole numbers in quotes; what stands inside of strings is left alone. */
function quoteLargeIntegers(text: string): string {
  const token = /"|-?\d[\d.eE+-]*/g;
  let result = '';
  let copied = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '"') {
      token.lastIndex = endOfString(text, match.index);
    } else if (/^-?\d{16,}$/.test(found) && !Number.isSafeInteger(Number(found))) {
      result += `${text.slice(copied, match.index)}"${found}"`;
      copied = token.lastIndex;
    }
  }
  return result + text.slice(copied);
}

/** The index behind the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
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
