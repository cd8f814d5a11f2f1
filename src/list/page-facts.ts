import type { HttpAnswer } from '../http/message';
import { asRecord } from '../json-value';
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
  /** The same under a name that some services give to the number of items on this page. */
  readonly count?: number;
  /** Whether another page comes before this one. */
  readonly hasPrevious?: boolean;
}

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
  'numberMatched', // OGC API, WFS
  '@odata.count',
];

/** Headers with the number of all items. */
const TOTAL_HEADERS = ['x-total-count', 'x-total', 'x-wp-total'];

/**
 * Reads what is around the items: in the body, in the object that holds them, and in a GeoJSON
 * collection's `properties`.
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
  const found = Array.isArray(body) ? [] : holders(body, items);
  const link = header?.('link');
  const more = readMore(found);
  const total = readTotal(found, header);
  const count = found.map((each) => each['count']).find(isCount);
  const { previous } = asRecord(body);
  const value = next.map((path) => valueAt(body, path)).find((each) => each !== undefined);
  return {
    ...(value !== undefined && { next: value }),
    ...(link !== undefined && { link }),
    ...(more !== undefined && { more }),
    ...(total !== undefined && { total }),
    ...(count !== undefined && { count }),
    ...(typeof previous === 'string' && previous !== '' && { hasPrevious: true }),
  };
}

/** The objects that may say something of the list. */
function holders(body: unknown, items: Path): Readonly<Record<string, unknown>>[] {
  const parent = items.length > 1 ? [asRecord(valueAt(body, items.slice(0, -1)))] : [];
  return [asRecord(body), ...parent, asRecord(asRecord(body)['properties'])];
}

function readMore(found: readonly Readonly<Record<string, unknown>>[]): boolean | undefined {
  for (const each of found) {
    for (const name of MORE) if (typeof each[name] === 'boolean') return each[name];
    for (const name of LAST) if (typeof each[name] === 'boolean') return !each[name];
    // Django REST Framework, Spotify.
    if (each['next'] === null || each['next'] === '') return false;
    if (typeof each['next'] === 'string') return true;
  }
  return undefined;
}

function readTotal(
  found: readonly Readonly<Record<string, unknown>>[],
  header: HttpAnswer['header'] | undefined,
): number | undefined {
  for (const each of found) {
    for (const name of TOTALS) {
      const total = each[name];
      if (isCount(total)) return total;
      // Elasticsearch counts to 10,000 unless it is asked for more.
      const { value, relation } = asRecord(total);
      if (isCount(value) && relation !== 'gte') return value;
    }
  }
  const texts = TOTAL_HEADERS.map((name) => header?.(name)).filter((text) => text !== undefined);
  return texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number)[0];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
