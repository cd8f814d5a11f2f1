import type { HttpAnswer } from '../http/message';
import { statusError } from '../http/status';
import { readBatches } from './read-batches';

/** How a list begins. */
export interface FirstPage {
  /** The first items of the page, no more than were wanted. */
  readonly items: readonly unknown[];
  /** Items in the whole list, where the service tells. */
  readonly count: number | undefined;
}

/**
 * Reads the first page of a list, in each of the shapes that lists have: a bare
 * array is all of it. It is read in batches, because a service that knows no
 * pages answers with everything; what is not wanted is only counted.
 *
 * @param wanted items at the most
 * @throws {ServiceError} what the status stands for, else as readBatches.
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
  }
}
