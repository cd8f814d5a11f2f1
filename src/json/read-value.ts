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
  memory: ValueMemory = UNLIMITED,
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
    isEmpty &&= isBlank(next);
    await addInSlices(value, next);
  }
  const long = value;
  if (long === undefined) return (await parseShort(first, memory)).value;
  return isEmpty ? undefined : computeInSlice(() => long.end());
}

/** For callers that have counted the bytes and values already. */
const UNLIMITED: ValueMemory = {
  hasRoomFor: () => true,
  take: () => 0,
  give: () => undefined,
};

async function addInSlices(value: SlicedValue, bytes: Buffer): Promise<void> {
  for (let from = 0; from < bytes.length; from += BATCH_BYTES) {
    const piece = bytes.subarray(from, from + BATCH_BYTES);
    const end = await computeInSlice(() => value.add(piece));
    // Nothing can follow the value of a complete text.
    if (end !== undefined) throw broken();
  }
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
