import { ServiceError } from '../errors';
import type { AnswerChoice } from '../http/answer-kind';
import type { HttpAnswer } from '../http/message';
import { statusError } from '../http/status';
import type { ListMode, PageShape, SizedPage } from './page';
import { type Batch, readBatches } from './read-batches';
import { readChunks } from './read-chunks';

/** What a page is read as. */
export interface ReadOptions {
  /** JSON by default. */
  readonly choice?: AnswerChoice | undefined;
  /** Where in JSON the list is, and what is around it. */
  readonly shape?: PageShape | undefined;
}

/**
 * Reads the page that a 2xx answer holds. All of it but its last chunk is
 * passed on while it arrives; a failure after that says so.
 *
 * @throws {ServiceError} what the status means, else as readChunks.
 */
export async function readPage(
  answer: HttpAnswer,
  mode: ListMode,
  onChunk: (batch: Batch) => Promise<void>,
  { choice = 'json', shape }: ReadOptions = {},
): Promise<SizedPage> {
  const failure = statusError(answer);
  if (failure !== undefined) throw failure;
  const batches = readChunks(answer, mode, choice, shape);
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
