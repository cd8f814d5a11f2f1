import type { HttpAnswer } from '../http/message';
import { asRecord, isRecord } from '../json-value';
import { type Path, valueAt } from '../value-at';

/** What an answer says of the list beside its items. */
export interface PageFacts {
  /** The value where the address of the next page, or the cursor, is. */
  readonly next?: unknown;
  /** The Link header. */
  readonly link?: string;
  /** Whether more follows, where the answer says so. */
  readonly more?: boolean;
  /** Items in the complete list. */
  readonly total?: number;
  /** Pages of the complete list. */
  readonly pages?: number;
  /** Items in the complete list, or on this page: services differ. */
  readonly count?: number;
  /** Whether another page comes before this one. */
  readonly hasPrevious?: boolean;
}

/** Objects in an answer in which public APIs say such things, rather than beside the items. */
const WRAPPERS = [
  'properties', // GeoJSON
  'meta', // Zendesk, Laravel, Twitter
  'metadata',
  'pagination',
  'paging',
  'page', // Spring HATEOAS
  'page_info',
  'pageInfo',
  'links', // JSON:API
];

/** What public APIs call it when more follows: `true`, or nothing at the end as ArcGIS does. */
const MORE = [
  'has_more', // Stripe, Notion, Slack
  'hasMore',
  'has_next',
  'hasNext',
  'hasNextPage',
  'exceededTransferLimit', // ArcGIS
  'isTruncated',
];

/** What they call it when nothing follows. */
const LAST = ['last', 'isLast', 'isLastPage'];

/** What they call the number of all items. */
const TOTALS = [
  'total', // CKAN's datastore_search, Elasticsearch
  'total_count', // GitHub's search
  'totalCount',
  'totalItems',
  'totalResults',
  'totalElements', // Spring Data
  'total_results', // TMDB
  'nbHits', // Algolia
  'numberMatched', // OGC API, WFS
  '@odata.count',
];

/** Headers with the number of all items. */
const TOTAL_HEADERS = ['x-total-count', 'x-total', 'x-wp-total'];

/** What they call the number of all pages. */
const PAGES = [
  'total_pages', // TMDB
  'totalPages', // Spring Data
  'last_page', // Laravel
  'page_count',
  'pageCount',
  'nbPages', // Algolia
  'pages',
];

/** Headers with the number of all pages. */
const PAGES_HEADERS = ['x-total-pages', 'x-wp-totalpages'];

/** What they call the number of items, of this page or of all. */
const COUNTS = ['count', 'result_count'];

/**
 * Reads what an answer says of its list: in its headers, in the body, in the object that holds the items, and
 * in those where public APIs put it.
 *
 * @param items where the items are
 * @param next where the address of the next page, or the cursor, is; the first one that leads somewhere counts
 */
export function readFacts(
  body: unknown,
  items: Path,
  next: readonly Path[],
  header: HttpAnswer['header'] | undefined,
): PageFacts {
  const link = header?.('link');
  const total = inHeaders(header, TOTAL_HEADERS);
  const pages = inHeaders(header, PAGES_HEADERS);
  const value = next.map((path) => valueAt(body, path)).find((each) => each !== undefined);
  return {
    ...(value !== undefined && { next: value }),
    ...(link !== undefined && { link }),
    ...(total !== undefined && { total }),
    ...(pages !== undefined && { pages }),
    ...(!Array.isArray(body) && factsAround(body, items)),
  };
}

/** What an object says of its items: it counts more than a header. */
function factsAround(body: unknown, items: Path): PageFacts {
  const found = holders(body, items);
  const more = readMore(found);
  const total = numberOf(found, TOTALS);
  const pages = numberOf(found, PAGES);
  const count = numberOf(found, COUNTS);
  const { previous, first } = asRecord(body);
  const hasPrevious = (typeof previous === 'string' && previous !== '') || first === false;
  return {
    ...(more !== undefined && { more }),
    ...(total !== undefined && { total }),
    ...(pages !== undefined && { pages }),
    ...(count !== undefined && { count }),
    ...(hasPrevious && { hasPrevious }),
  };
}

type Holder = Readonly<Record<string, unknown>>;

/** The objects that may say something of the list. */
function holders(body: unknown, items: Path): Holder[] {
  const all = asRecord(body);
  const parent = items.length > 1 ? [asRecord(valueAt(body, items.slice(0, -1)))] : [];
  const wrappers = WRAPPERS.map((name) => all[name]).filter(isRecord);
  return [all, ...parent, ...wrappers];
}

function readMore(found: readonly Holder[]): boolean | undefined {
  const flag = (names: readonly string[]): boolean | undefined =>
    valuesOf(found, names).find((value) => typeof value === 'boolean');
  const last = flag(LAST);
  const next = valuesOf(found, ['next']).find((value) => value === null || isText(value));
  // Django REST Framework, Spotify.
  const hasNext = next === undefined ? undefined : next !== null && next !== '';
  return flag(MORE) ?? (last === undefined ? hasNext : !last);
}

/** The values of these names, object by object. */
function valuesOf(found: readonly Holder[], names: readonly string[]): unknown[] {
  return found.flatMap((each) => names.map((name) => each[name]));
}

/** The first of these that is a number of items or pages. */
function numberOf(found: readonly Holder[], names: readonly string[]): number | undefined {
  // Elasticsearch counts to 10,000 unless it is asked for more.
  const exact = (value: unknown): unknown =>
    asRecord(value)['relation'] === 'gte' ? undefined : (asRecord(value)['value'] ?? value);
  return valuesOf(found, names).map(exact).find(isCount);
}

function inHeaders(
  header: HttpAnswer['header'] | undefined,
  names: readonly string[],
): number | undefined {
  const texts = names.map((name) => header?.(name)).filter((text) => text !== undefined);
  return texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number)[0];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
