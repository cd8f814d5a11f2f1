import { ServiceError } from '../errors';
import { resolveUrl } from '../http/url';
import { Reason, type ReasonKey, type ReasonValues } from '../reasons';

/** Reads one page: the parsed body of a GET of this URL. */
export type FetchPage = (url: URL) => Promise<unknown>;

/** More pages than any account has; a service that never ends is stopped there. */
const MAX_PAGES = 10_000;

/**
 * Walks a list to its end, a page at a time. A service may answer with a bare
 * array (the whole list) or, as Django REST Framework does, with
 * `{count, next, previous, results}`.
 *
 * @throws {ServiceError} ANSWER_INVALID when a page is neither; PAGING_INVALID when `next`
 *   leaves the origin, comes again or does not end.
 */
export async function* pages(fetchPage: FetchPage, first: URL): AsyncGenerator<unknown[]> {
  const seen = new Set<string>();
  for (let url: URL | undefined = first; url !== undefined; ) {
    if (seen.size === MAX_PAGES) throw paging('tooManyPages', { pages: MAX_PAGES });
    seen.add(url.href);
    const { items, next } = assertPage(await fetchPage(url));
    yield items;
    url = next === undefined ? undefined : nextUrl(next, url, seen);
  }
}

interface Page {
  readonly items: unknown[];
  readonly next: string | undefined;
}

function assertPage(body: unknown): Page {
  if (Array.isArray(body)) return { items: body, next: undefined };
  if (typeof body !== 'object' || body === null || !('results' in body)) {
    throw invalid('noList');
  }
  if (!Array.isArray(body.results)) throw invalid('resultsNoList');
  const next = 'next' in body ? body.next : undefined;
  if (next === undefined || next === null || next === '')
    return { items: body.results, next: undefined };
  if (typeof next !== 'string') throw invalid('nextNoAddress');
  return { items: body.results, next };
}

function nextUrl(next: string, from: URL, seen: ReadonlySet<string>): URL {
  const url = resolveUrl(next, from);
  if (url === undefined) throw paging('nextInvalid');
  if (url.origin !== from.origin) throw paging('nextElsewhere');
  url.hash = '';
  if (seen.has(url.href)) throw paging('nextAgain');
  return url;
}

function invalid(reason: ReasonKey): ServiceError {
  return new ServiceError('ANSWER_INVALID', { reason: new Reason(reason) });
}

function paging(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('PAGING_INVALID', { reason: new Reason(reason, values) });
}
