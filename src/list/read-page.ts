import { ServiceError } from '../errors';
import type { HttpAnswer } from '../http/message';
import { statusError } from '../http/status';
import type { PageShape, SizedPage } from './page';
import { type Batch, readBatches } from './read-batches';

/**
 * In which chunks a list is passed on: for `items`, as they arrive; for `pages`,
 * as the service makes them, a bare array in pages of 1,000 items; for `list`,
 * each page complete, a bare array too.
 */
export type ListMode = 'list' | 'items' | 'pages';

/** Items of the pages that a long bare array is passed on in. */
const PAGE_ITEMS = 1_000;

/**
 * Bytes up to which a page that is wanted complete is parsed at one go: about 5,000
 * items, and less than 10 ms, at four fifths of what batches would cost.
 */
const SHORT_BYTES = 2 ** 21;

/** Milliseconds that something that could go on waits for more of the list to come. */
const PATIENCE = 50;

/**
 * Reads the page that a 2xx answer holds. All of it but its last chunk is
 * passed on while it arrives; a failure after that says so.
 *
 * @throws {ServiceError} what the status means, else as readBatches.
 */
export async function readPage(
  answer: HttpAnswer,
  mode: ListMode,
  onChunk: (batch: Batch) => Promise<void>,
  shape?: PageShape,
): Promise<SizedPage> {
  const failure = statusError(answer);
  if (failure !== undefined) throw failure;
  const batches = inChunks(answer, mode, shape);
  let hasPassedOn = false;
  try {
    for (;;) {
      const { done, value } = await batches.next();
      if (done) return value;
      hasPassedOn = true;
      await onChunk(value);
      answer.memory.give(value.size);
    }
  } catch (error) {
    if (!hasPassedOn || !(error instanceof ServiceError)) throw error;
    throw error.with({}, { partlyDelivered: true });
  }
}

function inChunks(
  answer: HttpAnswer,
  mode: ListMode,
  shape: PageShape | undefined,
): AsyncGenerator<Batch, SizedPage> {
  if (mode === 'list') {
    const batches = readBatches(answer, { shape, shortBytes: SHORT_BYTES });
    return intoPages(batches, Number.POSITIVE_INFINITY);
  }
  const batches = readBatches(answer, { shape, patience: PATIENCE });
  return mode === 'pages' ? intoPages(batches, PAGE_ITEMS) : batches;
}

/** How a list begins. */
export interface FirstPage {
  /** The first items of the page, no more than were wanted. */
  readonly items: readonly unknown[];
  /** Items in the complete list, where the service reports it. */
  readonly count: number | undefined;
}

/**
 * Reads the first page of a list, in each of the shapes that lists have: a bare
 * array is all of it. It is read in batches, because a service that knows no
 * pages answers with everything; what is not wanted is only counted.
 *
 * @param wanted items at the most
 * @throws {ServiceError} what the status means, else as readBatches.
 */
export async function readFirstPage(answer: HttpAnswer, wanted: number): Promise<FirstPage> {
  const failure = statusError(answer);
  if (failure !== undefined) throw failure;
  const batches = readBatches(answer);
  const items: unknown[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await batches.next();
    items.push(...value.items.slice(0, wanted - items.length));
    length += value.items.length;
    if (done) return { items, count: value.isBare ? length : value.count };
    answer.memory.give(value.size);
  }
}

/** Puts batches together to the page that they are of, a bare array to pages of so many items. */
export async function* intoPages(
  batches: AsyncGenerator<Batch, SizedPage>,
  maxBareItems: number,
): AsyncGenerator<Batch, SizedPage> {
  let items: unknown[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await batches.next();
    size += value.size;
    for (const item of value.items) {
      if (value.isBare && items.length === maxBareItems) {
        yield { ...value, items, size };
        items = [];
        // The rest of a batch counts no more: it is short, and soon passed on.
        size = 0;
      }
      items.push(item);
    }
    if (done) return { ...value, items, size };
  }
}
