/** A page in the shape of Django REST Framework's PageNumberPagination. */
export interface Page<Item> {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}

/** The largest `page_size` that a request gets, unless the default is larger still. */
export const MAX_PAGE_SIZE = 1000;

/**
 * Cuts the page that a request asks for.
 *
 * @param url The whole address of the request, for the addresses of its neighbours.
 * @param defaultSize Items on a page when the request has no valid `page_size`.
 * @returns `undefined` when there is no such page.
 */
export function paginate<Item>(
  items: readonly Item[],
  url: URL,
  defaultSize: number,
): Page<Item> | undefined {
  const size = pageSize(url.searchParams.get('page_size'), defaultSize);
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = pageNumber(url.searchParams.get('page') ?? '1', pages);
  if (page === undefined) return undefined;
  return {
    count: items.length,
    next: page < pages ? pageUrl(url, page + 1) : null,
    previous: page > 1 ? pageUrl(url, page - 1) : null,
    results: items.slice((page - 1) * size, page * size),
  };
}

function pageSize(asked: string | null, defaultSize: number): number {
  const size = asked !== null && /^\d+$/.test(asked) ? Number(asked) : 0;
  return size > 0 ? Math.min(size, Math.max(MAX_PAGE_SIZE, defaultSize)) : defaultSize;
}

function pageNumber(asked: string, pages: number): number | undefined {
  if (asked === 'last') return pages;
  const page = /^\d+$/.test(asked) ? Number(asked) : 0;
  return page >= 1 && page <= pages ? page : undefined;
}

/** The first page is the one without a number; parameters come sorted, as from the real stack. */
function pageUrl(url: URL, page: number): string {
  const neighbour = new URL(url);
  neighbour.searchParams.delete('page');
  if (page > 1) neighbour.searchParams.set('page', String(page));
  neighbour.searchParams.sort();
  return neighbour.href;
}
