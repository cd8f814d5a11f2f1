import { readOk } from '../http/json';
import type { HttpAnswer } from '../http/message';
import { assertPage } from './page';

/** How a list begins. */
export interface FirstPage {
  readonly items: readonly unknown[];
  /** Items in the whole list, where the service tells. */
  readonly count: number | undefined;
}

/**
 * Reads the first page of a list, in each of the shapes that lists have: a bare
 * array is all of it.
 *
 * @throws {ServiceError} ANSWER_INVALID when it is no list, else as readOk.
 */
export async function readFirstPage(answer: HttpAnswer): Promise<FirstPage> {
  const { items, isBare, count } = assertPage(await readOk(answer));
  return { items, count: isBare ? items.length : count };
}
