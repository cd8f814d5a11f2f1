import { type AnswerChoice, type AnswerKind, kindOf } from '../http/answer-kind';
import type { HttpAnswer } from '../http/message';
import { BATCH_BYTES } from '../json/sliced-value';
import type { ListMode, PageShape, SizedPage } from './page';
import { type Batch, readBatches } from './read-batches';
import { readByteChunks, readJsonLines, readTextChunks } from './text-chunks';

/** Milliseconds that a batch which could be passed on waits for more of the list. */
const MAX_WAIT = 50;

/** Reads a body in chunks. The last one is returned, when the complete body is known to be good. */
type ReadChunks = (
  answer: HttpAnswer,
  mode: ListMode,
  shape: PageShape | undefined,
) => AsyncGenerator<Batch, SizedPage>;

/** How each kind of body is read. */
const READERS: Readonly<Record<AnswerKind, ReadChunks>> = {
  json: (answer, mode, shape) => {
    const options = {
      shape,
      shortBytes: SHORT_BYTES[mode],
      ...(mode !== 'list' && { maxWait: MAX_WAIT }),
    };
    return inPages(readBatches(answer, options), mode);
  },
  jsonLines: (answer, mode) => inPages(readJsonLines(answer, MAX_WAIT), mode),
  text: (answer, mode) => readTextChunks(answer, { mode, maxWait: MAX_WAIT, isCsv: false }),
  csv: (answer, mode) => readTextChunks(answer, { mode, maxWait: MAX_WAIT, isCsv: true }),
  buffer: (answer, mode) => readByteChunks(answer, { mode, maxWait: MAX_WAIT }),
};

/** Items of a page where a long bare array is divided into pages. */
const PAGE_ITEMS = 1_000;

/**
 * Bytes up to which a page is parsed in one slice, which takes four fifths of the time of batches:
 * about 5,000 items in 15 ms, or a page of 1,000 where it is to be passed on soon.
 */
const SHORT_BYTES: Readonly<Record<ListMode, number>> = {
  list: 2 ** 21,
  pages: 2 ** 19,
  items: BATCH_BYTES,
};

/**
 * Reads the body of an answer in chunks while it arrives.
 *
 * @param choice what it is read as
 * @param shape where in JSON the list is
 * @throws {ServiceError} as `readBatches`; ANSWER_INVALID where the charset is not known, or a line
 *   is not JSON
 */
export function readChunks(
  answer: HttpAnswer,
  mode: ListMode,
  choice: AnswerChoice,
  shape?: PageShape,
): AsyncGenerator<Batch, SizedPage> {
  return READERS[kindOf(answer, choice)](answer, mode, shape);
}

function inPages(
  batches: AsyncGenerator<Batch, SizedPage>,
  mode: ListMode,
): AsyncGenerator<Batch, SizedPage> {
  if (mode === 'items') return batches;
  return intoPages(batches, mode === 'pages' ? PAGE_ITEMS : Number.POSITIVE_INFINITY);
}

/** Joins the batches of a page into that page; a bare array is divided into pages of `maxBareItems`. */
export async function* intoPages(
  batches: AsyncGenerator<Batch, SizedPage>,
  maxBareItems: number,
): AsyncGenerator<Batch, SizedPage> {
  let items: unknown[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await batches.next();
    size += value.size;
    if (done && items.length === 0 && value.items.length <= maxBareItems) return { ...value, size };
    const room = value.isBare ? maxBareItems : Number.POSITIVE_INFINITY;
    for (let from = append(items, value.items, 0, room); from < value.items.length; ) {
      // The rest of the batch stays counted until it is passed on.
      const left = Math.floor((value.size * (value.items.length - from)) / value.items.length);
      yield { ...value, items, size: size - left };
      items = [];
      size = left;
      from = append(items, value.items, from, room);
    }
    if (done) return { ...value, items, size };
  }
}

/**
 * Adds those of the items that there is room for. It is a function of its own because V8 does not
 * optimize a loop that is in a generator.
 *
 * @returns the index of the first one that is left
 */
function append(page: unknown[], items: readonly unknown[], from: number, room: number): number {
  const end = Math.min(items.length, from + room - page.length);
  for (let at = from; at < end; at++) page.push(items[at]);
  return end;
}
