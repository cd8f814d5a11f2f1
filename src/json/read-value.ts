import { computeInSlice } from '../event-loop/time-slice';
import { isBlank } from './bytes';
import { broken } from './container';
import { assertDepth, parseJson, textOf, withoutMark } from './parse-json';
import { BATCH_BYTES, SlicedValue } from './sliced-value';

/**
 * Bytes up to which a text is parsed at one go: a few milliseconds' work, in two thirds of
 * the time that batches take.
 */
const SHORT_BYTES = 2 ** 20;

/**
 * The value of a JSON text that arrives in chunks; `undefined` for an empty one. A long
 * one is parsed while it arrives, in slices, and its bytes are not kept.
 *
 * @param shortBytes a text of fewer is parsed at one go; 1 MB by default
 * @throws {SyntaxError}
 * @throws {ServiceError} ANSWER_INVALID where it is nested too deep; what the chunks throw
 */
export async function readValue(
  chunks: AsyncIterable<Buffer>,
  shortBytes = SHORT_BYTES,
): Promise<unknown> {
  const first: Buffer[] = [];
  let length = 0;
  let isEmpty = true;
  let value: SlicedValue | undefined;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (value === undefined) first.push(chunk);
    if (length < shortBytes) continue;
    const next = value === undefined ? withoutMark(Buffer.concat(first.splice(0))) : chunk;
    value ??= new SlicedValue();
    isEmpty &&= isBlank(next);
    await addInSlices(value, next);
  }
  const long = value;
  if (long === undefined) {
    return computeInSlice(() => parseWhole(withoutMark(Buffer.concat(first))));
  }
  return isEmpty ? undefined : computeInSlice(() => long.end());
}

async function addInSlices(value: SlicedValue, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; from += BATCH_BYTES) {
    const piece = bytes.subarray(from, from + BATCH_BYTES);
    const end = await computeInSlice(() => value.add(piece));
    // Nothing can follow the value of a complete text.
    if (end !== undefined) throw broken();
  }
}

function parseWhole(bytes: Buffer): unknown {
  const value = parseOptional(bytes);
  assertDepth(value);
  return value;
}

function parseOptional(bytes: Buffer): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    if (textOf(bytes).trim() === '') return undefined;
    throw error;
  }
}
