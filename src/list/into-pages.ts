import { assertBelowCap } from '../http/capped';
import type { SizedPage } from './page';
import type { Batch } from './read-batches';

/**
 * Puts batches together to the page that they are of, a bare array to pages of so many items.
 *
 * @param maxBytes that a page may have
 * @throws {ServiceError} BODY_TOO_LARGE
 */
export async function* intoPages(
  batches: AsyncGenerator<Batch, SizedPage>,
  maxBareItems: number,
  maxBytes: number,
): AsyncGenerator<Batch, SizedPage> {
  let items: unknown[] = [];
  let handedOn = 0;
  for (;;) {
    const { done, value } = await batches.next();
    assertBelowCap(value.bytes - handedOn, maxBytes);
    for (const item of value.items) {
      if (value.isBare && items.length === maxBareItems) {
        yield { ...value, items };
        items = [];
        handedOn = value.bytes;
      }
      items.push(item);
    }
    if (done) return { ...value, items };
  }
}
