import { createHash } from 'node:crypto';
import { ServiceError } from '../errors';
import { resolveUrl, withParameter } from '../http/url';
import { because, type ReasonKey, type ReasonValues } from '../reasons';
import { toNumber } from '../value-at';
import {
  type PageRequest,
  type Paging,
  type PagingProgress,
  parameterOf,
  type ReadPage,
  STRATEGIES,
  type Start,
  scrollOf,
  sizeParametersOf,
  textOf,
  USUAL_PAGING,
} from './paging';

/** Characters of an address, or of a cursor, at the most: no server takes longer ones. */
const LONGEST_ADDRESS = 8_192;

/** Pages of a list at the most: no real list has as many, so it is taken for endless. */
const MAX_PAGES = 10_000;

const NO_PROGRESS: PagingProgress = {
  received: 0,
  total: undefined,
  isSizeKept: false,
  hasSaidMore: false,
  firstLength: undefined,
};

/** Which addresses of a next page are taken. */
export interface PagingOptions {
  /** Take one that names another host, too: its path is asked of the host of the first page. */
  readonly ignoreNextHost?: boolean | undefined;
}

/** A page, and whether the list is complete with it. */
export type PageInList<P> = P & { readonly isLast: boolean };

/**
 * Walks a list to its end, a page at a time. All pages are asked of the origin of the first
 * one: behind a proxy that ends TLS, a service writes `next` with `http`, without the port,
 * or with a name that is known inside only.
 *
 * @throws {ServiceError} PAGING_INVALID when the next page is on another host, is not named where
 *   it should be, comes again or does not end.
 */
export async function* pages<P extends ReadPage>(
  fetchPage: (request: PageRequest) => Promise<P>,
  first: PageRequest,
  paging: Paging = USUAL_PAGING,
  options: PagingOptions = {},
): AsyncGenerator<PageInList<P>> {
  const seen = new Set<string>();
  let progress = NO_PROGRESS;
  const start = begin(first, paging);
  let { request, value } = start;
  for (;;) {
    if (seen.size === MAX_PAGES) throw failed('tooManyPages', { pages: MAX_PAGES });
    const { url } = request;
    const read: P = await fetchPage(request);
    const page = { ...read, length: read.length ?? read.items.length };
    progress = progressAfter(page, progress, paging);
    // The caller may change the items as soon as it has them.
    // What is not JSON has no pages.
    const next =
      page.form === undefined
        ? STRATEGIES[paging.kind].next({ page, url, value, start, progress, paging })
        : undefined;
    yield { ...read, isLast: next === undefined };
    if (next === undefined) return;
    if ('problem' in next) throw failed(next.problem, next.values);
    seen.add(request.isOnce ? `page ${seen.size}` : keyOf(request, value));
    if ('address' in next) request = { url: nextUrl(next.address, url, options) };
    else {
      ({ value } = next);
      request =
        scrolled(start.request, paging, value, options) ??
        withValue(request, parameterOf(paging), value);
    }
    if (!request.isOnce && seen.has(keyOf(request, value))) throw failed('nextAgain');
  }
}

/** A query may say where a list begins. */
function begin(first: PageRequest, paging: Paging): Start {
  const { start } = STRATEGIES[paging.kind];
  const parameter = parameterOf(paging);
  const request = sized(first, paging);
  // The parameters of a URL are read only where one of them counts.
  const given = parameter === '' ? undefined : valueIn(request, parameter);
  if (start === undefined) return { request, value: given, isUsual: false };
  const value = toNumber(given);
  return value === undefined
    ? { request: withValue(request, parameter, start), value: start, isUsual: true }
    : { request, value, isUsual: false };
}

/** The request with the page size in it, unless it has one already. */
function sized(first: PageRequest, paging: Paging): PageRequest {
  const { size } = paging;
  if (size === undefined) return first;
  const names = sizeParametersOf(paging);
  const [name] = names;
  if (name === undefined) return first;
  const isSized = names.some((each) => valueIn(first, each) !== undefined);
  return isSized ? first : withValue(first, name, size);
}

/** The request for the next page of a list that is scrolled through. */
function scrolled(
  first: PageRequest,
  paging: Paging,
  value: unknown,
  options: PagingOptions,
): PageRequest | undefined {
  const scroll = scrollOf(paging);
  if (scroll === undefined) return undefined;
  const { address, parameter } = scroll;
  const request = address === undefined ? first : { url: nextUrl(address, first.url, options) };
  return { ...withValue(request, parameter, value), isOnce: true };
}

function valueIn({ url, body }: PageRequest, parameter: string): unknown {
  return body === undefined ? (url.searchParams.get(parameter) ?? undefined) : body[parameter];
}

/** @throws {ServiceError} PAGING_INVALID for a cursor that is too long. */
function withValue({ url, body }: PageRequest, parameter: string, value: unknown): PageRequest {
  const text = textOf(value);
  if (text.length > LONGEST_ADDRESS) throw failed('nextInvalid');
  return body === undefined
    ? { url: withParameter(url, parameter, text) }
    : { url, body: { ...body, [parameter]: value } };
}

/** Identifies a request among all of its list, in a few bytes: thousands of them are remembered. */
function keyOf({ url, body }: PageRequest, value: unknown): string {
  const text = body === undefined ? url.href : textOf(value);
  return createHash('sha256').update(text).digest('base64');
}

function progressAfter(
  page: ReadPage & { readonly length: number },
  before: PagingProgress,
  { size }: Paging,
): PagingProgress {
  const { length, more, total, count } = page;
  // For some services, `count` is the number of items on the page.
  const sure = total ?? (count === length ? undefined : count);
  return {
    received: before.received + length,
    // Where the list shrinks while it is read, an item that stays may slip between two pages.
    total: sure === undefined ? before.total : Math.max(sure, before.total ?? 0),
    isSizeKept: before.isSizeKept || length === size,
    hasSaidMore: before.hasSaidMore || more === true,
    firstLength: before.firstLength ?? length,
  };
}

/** The address of the next page; scheme, host and port are always those of the current page. */
function nextUrl(next: string, from: URL, { ignoreNextHost = false }: PagingOptions): URL {
  const named = next.length > LONGEST_ADDRESS ? undefined : resolveUrl(next, from);
  // Relative ones may make each other longer and longer.
  if (named === undefined || named.href.length > LONGEST_ADDRESS) throw failed('nextInvalid');
  if (named.hostname !== from.hostname && !ignoreNextHost) throw failed('nextElsewhere');
  const url = new URL(from);
  url.pathname = named.pathname;
  url.search = named.search;
  return url;
}

/** The error for pages that cannot be followed to their end. */
export function failed(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('PAGING_INVALID', { reason: because(reason, values) });
}

/** How many items a list has by what the service says on its pages. */
export class ListTotal {
  #isFromStart: boolean | undefined;
  #value: number | undefined;
  #received = 0;
  #isOfPage = true;

  /** Takes the next page. */
  add({ items, length = items.length, total, count, hasPrevious = false }: ReadPage): void {
    this.#isFromStart ??= !hasPrevious;
    this.#received += length;
    // Some services give this name to the number of items on the page.
    this.#isOfPage &&= total === undefined && count === length;
    const value = total ?? count;
    // Where the list shrinks while it is read, an item that stays may slip between two pages.
    if (value !== undefined) this.#value = Math.max(value, this.#value ?? 0);
  }

  /** Nothing where the service does not report it, or where the reading began at a later page. */
  get value(): number | undefined {
    const isOfPage = this.#isOfPage && this.#value !== this.#received;
    return this.#isFromStart && !isOfPage ? this.#value : undefined;
  }
}
