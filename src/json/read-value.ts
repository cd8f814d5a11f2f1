import { computeInSlice } from '../event-loop/time-slice';
import { isBlank } from './bytes';
import { broken } from './container';
import { BYTE_ORDER_MARK, withoutMark } from './parse-json';
import { BATCH_BYTES, SlicedValue } from './sliced-value';
import { type Counted, countValues, parseCounted, type ValueMemory } from './value-memory';

/**
 * Bytes up to which a text is parsed in one step: a few milliseconds' work, and two thirds of
 * the time that batches take.
 */
const SHORT_BYTES = 2 ** 20;

/**
 * The value of a JSON text that arrives in chunks; `undefined` for an empty one. A long
 * one is parsed while it arrives, in slices, and its bytes are not kept.
 *
 * @param memory counts the bytes and the values, where nobody else does
 * @param shortBytes a text of fewer bytes is parsed in one step; 1 MB by default
 * @throws {SyntaxError}
 * @throws {ServiceError} ANSWER_INVALID where it is nested too deep; what the chunks and the memory throw
 */
export async function readValue(
  chunks: AsyncIterable<Buffer>,
  memory: ValueMemory,
  shortBytes = SHORT_BYTES,
): Promise<unknown> {
  const first: Buffer[] = [];
  let length = 0;
  let isEmpty = true;
  let value: SlicedValue | undefined;
  for await (const chunk of chunks) {
    memory.take(chunk.length);
    length += chunk.length;
    if (value === undefined) first.push(chunk);
    if (length < shortBytes) continue;
    const next = value === undefined ? withoutMark(Buffer.concat(first.splice(0))) : chunk;
    memory.take(0, countValues(next));
    value ??= new SlicedValue();
    const wasBlank = await addInSlices(value, next);
    isEmpty &&= wasBlank;
  }
  const long = value;
  if (long === undefined) return (await parseShort(first, memory)).value;
  return isEmpty ? undefined : computeInSlice(() => long.end());
}

/**
 * The value of a complete text that is long, parsed in slices; `undefined` for an empty one. Its bytes and
 * values are counted already.
 *
 * @param levels of arrays and objects inside of each other at the most
 * @throws {SyntaxError}
 * @throws {ServiceError} ANSWER_INVALID where it is nested deeper
 */
export async function parseLong(text: Buffer, levels: number): Promise<unknown> {
  const value = new SlicedValue(levels);
  const isEmpty = await addInSlices(value, text);
  return isEmpty ? undefined : computeInSlice(() => value.end());
}

/** Whether all of these bytes are blank. */
async function addInSlices(value: SlicedValue, bytes: Buffer): Promise<boolean> {
  let areBlank = true;
  for (let from = 0; from < bytes.length; from += BATCH_BYTES) {
    const piece = bytes.subarray(from, from + BATCH_BYTES);
    areBlank &&= isBlank(piece);
    const end = await computeInSlice(() => value.add(piece));
    // Nothing can follow the value of a complete text.
    if (end !== undefined) throw broken();
  }
  return areBlank;
}

/**
 * The value of a complete text, parsed in one step; `undefined` for an empty one. Its bytes are
 * counted already.
 *
 * @throws {SyntaxError}
 * @throws {ServiceError} ANSWER_INVALID where it is nested too deep; what the memory throws
 */
export function parseShort(chunks: readonly Buffer[], memory: ValueMemory): Promise<Counted> {
  return computeInSlice(() => {
    const text = withoutMarks(chunks);
    return text.every(isBlank) ? { value: undefined, size: 0 } : parseCounted(text, memory);
  });
}

/** A mark may be in more than one chunk, where the first is that short. */
function withoutMarks(chunks: readonly Buffer[]): readonly Buffer[] {
  const [first, ...others] = chunks;
  if (first === undefined) return [];
  if (first.length < BYTE_ORDER_MARK.length) return [withoutMark(Buffer.concat(chunks))];
  return [withoutMark(first), ...others];
}
