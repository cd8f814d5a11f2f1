import { ServiceError } from '../errors';
import { resolveUrl } from '../http/url';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import type { Page } from './page';

/** Reads the page at this URL. */
type FetchPage<P extends Page> = (url: URL) => Promise<P>;

/** Characters of an address at the most: all that were read are remembered, and no server takes longer ones. */
const LONGEST_ADDRESS = 8_192;

/** More pages than any account has; a service that never ends is stopped there. */
const MAX_PAGES = 10_000;

/** Which addresses of a next page are taken. */
export interface PagingOptions {
  /** Take one that names another host, too: its path is asked of the host of the first page. */
  readonly ignoreNextHost?: boolean | undefined;
}

/**
 * Walks a list to its end, a page at a time. All pages are asked of the origin of the first
 * one: behind a proxy that ends TLS, a service writes `next` with `http`, without the port,
 * or with a name that is known inside only.
 *
 * @throws {ServiceError} PAGING_INVALID when `next` names another host, comes again or does
 *   not end.
 */
export async function* pages<P extends Page>(
  fetchPage: FetchPage<P>,
  first: URL,
  options: PagingOptions = {},
): AsyncGenerator<P> {
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.size === MAX_PAGES) throw paging('tooManyPages', { pages: MAX_PAGES });
    seen.add(url.href);
    const page: P = await fetchPage(url);
    yield page;
    url = page.next === undefined ? undefined : nextUrl(page.next, url, options);
    if (url !== undefined && seen.has(url.href)) throw paging('nextAgain');
  }
}

/** Scheme, host and port are those of the page that says so, whatever it says of them. */
function nextUrl(next: string, from: URL, { ignoreNextHost = false }: PagingOptions): URL {
  const named = next.length > LONGEST_ADDRESS ? undefined : resolveUrl(next, from);
  if (named === undefined) throw paging('nextInvalid');
  if (named.hostname !== from.hostname && !ignoreNextHost) throw paging('nextElsewhere');
  const url = new URL(from);
  url.pathname = named.pathname;
  url.search = named.search;
  return url;
}

function paging(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('PAGING_INVALID', { reason: because(reason, values) });
}

/** How many items a list has by what the service says on its pages. */
export class ListTotal {
  #isFromStart: boolean | undefined;
  #value: number | undefined;

  /** Takes the next page. */
  add({ count, hasPrevious = false }: Page): void {
    this.#isFromStart ??= !hasPrevious;
    // Where the list shrinks while it is read, an item that stays may slip between two pages.
    if (count !== undefined) this.#value = Math.max(count, this.#value ?? 0);
  }

  /** Nothing where the service does not report it, or where the reading began at a later page. */
  get value(): number | undefined {
    return this.#isFromStart ? this.#value : undefined;
  }
}
