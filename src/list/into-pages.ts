import type { SizedPage } from './page';
import type { Batch } from './read-batches';

/** Puts batches together to the page that they are of, a bare array to pages of so many items. */
export async function* intoPages(
  batches: AsyncGenerator<Batch, SizedPage>,
  maxBareItems: number,
): AsyncGenerator<Batch, SizedPage> {
  let items: unknown[] = [];
  for (;;) {
    const { done, value } = await batches.next();
    for (const item of value.items) {
      if (value.isBare && items.length === maxBareItems) {
        yield { ...value, items };
        items = [];
      }
      items.push(item);
    }
    if (done) return { ...value, items };
  }
}
