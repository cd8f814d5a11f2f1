import type { SizedPage } from './page';
import type { Batch } from './read-batches';

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
    for (const item of value.items) {
      if (value.isBare && items.length === maxBareItems) {
        yield { ...value, items, size };
        items = [];
        // The rest of the batch is not counted: it is short, and soon passed on.
        size = 0;
      }
      items.push(item);
    }
    if (done) return { ...value, items, size };
  }
}
