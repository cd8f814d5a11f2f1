/** A page in the shape of Django REST Framework's PageNumberPagination. */
export interface Page<Item> {
  /** Number of items on all pages. */
  readonly count: number;
  /** Addresses of the pages beside it; `null` at the ends of the list. */
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/** The largest `page_size` that a request gets, unless the default is larger still. */
const MAX_PAGE_SIZE = 1000;

/**
 * What the address of a list is answered with: the complete list where its
 * query has `no_pagination`, or the page that its `page` and `page_size` ask for.
 *
 * @param url Also the start of the addresses of the pages beside it.
 * @param defaultSize Items on a page when the query has no valid `page_size`.
 * @returns `undefined` when there is no such page.
 */
export function listAnswer<Item>(
  items: readonly Item[],
  url: URL,
  defaultSize = 100,
): readonly Item[] | Page<Item> | undefined {
  const query = url.searchParams;
  if (query.has('no_pagination')) return items;
  const size = pageSize(query.get('page_size'), defaultSize);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = pageNumber(query.get('page') ?? '1', pages);
  if (page === undefined) return undefined;
  return {
    count: items.length,
    next: page < pages ? pageUrl(url, page + 1) : null,
    previous: page > 1 ? pageUrl(url, page - 1) : null,
    results: items.slice((page - 1) * size, page * size),
  };
}

function pageSize(requested: string | null, defaultSize: number): number {
  const size = requested !== null && /^\d+$/.test(requested) ? Number(requested) : 0;
  return size > 0 ? Math.min(size, Math.max(MAX_PAGE_SIZE, defaultSize)) : defaultSize;
}

function pageNumber(requested: string, pages: number): number | undefined {
  if (requested === 'last') return pages;
  const page = /^\d+$/.test(requested) ? Number(requested) : 0;
  return page >= 1 && page <= pages ? page : undefined;
}

/** The first page is the one without a number; parameters come sorted, as from the real stack. */
function pageUrl(url: URL, page: number): string {
  const neighbor = new URL(url);
  neighbor.searchParams.delete('page');
  if (page > 1) neighbor.searchParams.set('page', String(page));
  neighbor.searchParams.sort();
  return neighbor.href;
}
