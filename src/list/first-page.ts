import { ServiceError } from '../errors';
import { readOk } from '../http/json';
import type { HttpAnswer } from '../http/message';
import { Reason } from '../reasons';

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
  const body = await readOk(answer);
  if (Array.isArray(body)) return { items: body, count: body.length };
  const { results, count }: { results?: unknown; count?: unknown } = Object(body);
  if (!Array.isArray(results)) {
    throw new ServiceError('ANSWER_INVALID', { reason: new Reason('noList') });
  }
  return { items: results, count: typeof count === 'number' ? count : undefined };
}
