import type { ReasonValues } from '../reasons';
import { isAbsent, type Path, toNumber, valueAt } from '../value-at';
import { findNextLink } from './link-header';
import { type Page, type PageShape, USUAL_SHAPE } from './page';
import { SIZE_PARAMETERS, usualSizeParameter } from './usual-names';

/** How a service makes pages of a list. */
export type PagingKind = 'next' | 'link' | 'page' | 'offset' | 'cursor';

/** How the pages of one list are read. */
export interface Paging {
  readonly kind: PagingKind;
  readonly shape: PageShape;
  /** The query parameter, or the member of the body, that says which page is wanted. */
  readonly parameter?: string | undefined;
  /** Items on a page. */
  readonly size?: number | undefined;
  /** The query parameter, or the member of the body, that says how many; by default the usual one. */
  readonly sizeParameter?: string | undefined;
  /** Where the cursor is in the last item of a page, where it is there. */
  readonly inLastItem?: Path | undefined;
}

/** By the `next` of Django REST Framework. */
export const USUAL_PAGING: Paging = { kind: 'next', shape: USUAL_SHAPE };

/** A request for a page. */
export interface PageRequest {
  readonly url: URL;
  /** What is sent as JSON; then the parameters are in it, and not in the URL. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the service answers the same request with another page each time: then it is sent once. */
  readonly isOnce?: boolean | undefined;
}

/** A page that was read. */
export interface ReadPage extends Page {
  /** Items on it, where `items` are the last of them only. */
  readonly length?: number;
}

/** How far the reading of a list has come, this page included. */
export interface PagingProgress {
  /** Items on all pages. */
  readonly received: number;
  /** How many there are in all, as far as that is certain. */
  readonly total: number | undefined;
  /** Whether a page has had exactly as many items as were wanted. */
  readonly isSizeKept: boolean;
  /** Whether a page has said that more follows. */
  readonly hasSaidMore: boolean;
  /** Items on the first page. */
  readonly firstLength: number | undefined;
}

/** Where a list begins. */
export interface Start {
  readonly request: PageRequest;
  /** The value of the parameter. */
  readonly value: unknown;
  /** Whether it is that of the strategy, as the request had none. */
  readonly isUsual: boolean;
}

/** What a strategy knows when a page has been read. */
interface Step {
  readonly page: ReadPage & { readonly length: number };
  /** The address of the page. */
  readonly url: URL;
  /** The value of the parameter in the request for it. */
  readonly value: unknown;
  readonly start: Start;
  readonly progress: PagingProgress;
  readonly paging: Paging;
}

/** Where the next page is: at an address, or with another value of the parameter; nothing at the end. */
export type NextPage =
  | { readonly address: string }
  | { readonly value: unknown }
  /** There is one, or may be one, but not where it should be named. */
  | {
      readonly problem: 'linkBroken' | 'cursorMissing' | 'pagesFromZero';
      readonly values?: ReasonValues;
    }
  | undefined;

interface Strategy {
  /** The usual name of the parameter. */
  readonly parameter?: string;
  /** The value with which a list begins, where pages or items are counted. */
  readonly start?: number;
  readonly next: (step: Step) => NextPage;
}

/** What to ask for after the page that was read, for each kind of paging. */
export const STRATEGIES: Readonly<Record<PagingKind, Strategy>> = {
  next: {
    next: ({ page }) => (typeof page.next === 'string' ? { address: page.next } : undefined),
  },
  link: {
    next({ page, url }) {
      const { target, isBroken } = findNextLink(page.link ?? '', url);
      if (target !== undefined) return { address: target };
      return isBroken ? { problem: 'linkBroken' } : undefined;
    },
  },
  page: {
    parameter: 'page',
    start: 1,
    next(step) {
      const next = hasMorePages(step) ? { value: Number(step.value) + 1 } : undefined;
      if (!isFirstMissing(step, next === undefined)) return next;
      return { problem: 'pagesFromZero', values: { parameter: parameterOf(step.paging) } };
    },
  },
  offset: {
    parameter: 'offset',
    start: 0,
    // What has come counts, which may be fewer items than were asked for.
    next: (step) => (hasMore(step) ? { value: Number(step.value) + step.page.length } : undefined),
  },
  cursor: {
    parameter: 'cursor',
    next({ page, value, paging }) {
      const { inLastItem } = paging;
      if (page.more === false) return undefined;
      const cursor = inLastItem === undefined ? page.next : valueAt(page.items.at(-1), inLastItem);
      // Twitter and Redis have 0 at the end; an item may have it as its id.
      const isZero = inLastItem === undefined && toNumber(cursor) === 0;
      const isMissing = isAbsent(cursor) || cursor === false || isZero;
      if (isMissing) return page.more ? { problem: 'cursorMissing' } : undefined;
      if (scrollOf(paging) !== undefined) return page.length === 0 ? undefined : { value: cursor };
      const isEnd = page.more === undefined && textOf(cursor) === textOf(value);
      return isEnd ? undefined : { value: cursor };
    },
  },
};

/**
 * Whether there is a page after this one, where pages or items are counted. A page with
 * fewer items than were wanted is the last one only of a service that has sent as many
 * before: others send fewer because they allow no more.
 */
function hasMore({ page: { length, more }, progress, paging: { size } }: Step): boolean {
  const { received, total, isSizeKept, hasSaidMore } = progress;
  if (more !== undefined) return more;
  if (length === 0 || hasSaidMore) return false;
  // Where more have come than there should be, the number is not that of all items.
  if (total !== undefined && received <= total) return received < total;
  return !(isSizeKept && size !== undefined && length < size);
}

/** The same of pages of which the service may say how many there are. */
function hasMorePages(step: Step): boolean {
  const { page, value, start } = step;
  if (page.more !== undefined || page.pages === undefined) return hasMore(step);
  return Number(value) < page.pages - (Number(start.value) === 0 ? 1 : 0);
}

/**
 * Whether the service counts its pages from 0, and the first one was left out: one comes before
 * that with which the reading began, or as many items as were on that one are missing at the end.
 */
function isFirstMissing({ page, value, start, progress }: Step, isEnd: boolean): boolean {
  if (!start.isUsual) return false;
  if (value === start.value && page.hasPrevious === true) return true;
  const { received, total = received, firstLength } = progress;
  const missing = total - received;
  return isEnd && missing > 0 && (received === 0 || missing === firstLength);
}

/** A value as the text of a query parameter. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Where the further pages of a list are that a service scrolls through, and the parameter there. */
export interface Scroll {
  /** Nothing where they are at the address of the first one. */
  readonly address?: string;
  readonly parameter: string;
}

/** Elasticsearch's. */
const SCROLL_PARAMETER = 'scroll_id';

/**
 * The scroll that a parameter names, with or without an address, such as
 * `/_search/scroll?scroll=1m&scroll_id`. Its cursor may be the same for all pages; the end is an
 * empty one.
 */
export function scrollOf(paging: Paging): Scroll | undefined {
  const named = parameterOf(paging);
  if (paging.kind !== 'cursor') return undefined;
  if (!named.includes('?')) return named === SCROLL_PARAMETER ? { parameter: named } : undefined;
  const end = Math.max(named.lastIndexOf('?'), named.lastIndexOf('&'));
  return { address: named.slice(0, end), parameter: named.slice(end + 1) };
}

/** Whether a page that comes again shows that the service does not know the parameter. */
export function isStuckBySamePage(paging: Paging): boolean {
  return STRATEGIES[paging.kind].start !== undefined || scrollOf(paging) !== undefined;
}

/** The parameter that says which page is wanted. */
export function parameterOf({ kind, parameter }: Paging): string {
  return parameter ?? STRATEGIES[kind].parameter ?? '';
}

/** The parameter that says how many items are wanted, and others with which a request says so already. */
export function sizeParametersOf(paging: Paging): readonly string[] {
  const { kind, sizeParameter } = paging;
  if (sizeParameter !== undefined) return [sizeParameter];
  const parameter = scrollOf(paging)?.parameter ?? parameterOf(paging);
  const usual =
    usualSizeParameter(parameter) ?? usualSizeParameter(STRATEGIES[kind].parameter ?? '');
  return usual === undefined ? [] : [usual, ...SIZE_PARAMETERS];
}
