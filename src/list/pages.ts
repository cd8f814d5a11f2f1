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

/**
 * Walks a list to its end, a page at a time.
 *
 * @throws {ServiceError} PAGING_INVALID when `next` leaves the origin, comes again or does
 *   not end.
 */
export async function* pages<P extends Page>(
  fetchPage: FetchPage<P>,
  first: URL,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.size === MAX_PAGES) throw paging('tooManyPages', { pages: MAX_PAGES });
    seen.add(url.href);
    const page: P = await fetchPage(url);
    yield page;
    url = page.next === undefined ? undefined : nextUrl(page.next, url, seen);
  }
}

function nextUrl(next: string, from: URL, seen: ReadonlySet<string>): URL {
  const url = next.length > LONGEST_ADDRESS ? undefined : resolveUrl(next, from);
  if (url === undefined) throw paging('nextInvalid');
  if (url.origin !== from.origin) throw paging('nextElsewhere');
  url.hash = '';
  if (seen.has(url.href)) throw paging('nextAgain');
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

  /** Nothing where the service does not tell, or where the reading began at a later page. */
  get value(): number | undefined {
    return this.#isFromStart ? this.#value : undefined;
  }
}
