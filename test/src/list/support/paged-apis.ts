import type { PagingSettings } from '../../../../nodes/settings';

/** A request as a paged API reads it. */
export interface PagedRequest {
  readonly url: URL;
  /** The JSON of a POST. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What it answers: a body, and headers that belong to the paging. */
export interface PagedAnswer {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A way of paging that a public API has, written from its documentation. */
export interface PagedApi {
  readonly name: string;
  /** Below the base URL, with its query. */
  readonly path: string;
  /** Sent as JSON, where the list is asked for by POST. */
  readonly post?: Readonly<Record<string, unknown>>;
  readonly settings: Partial<PagingSettings>;
  /** Requests that 7 items in pages of 3 take. */
  readonly requests: number;
  readonly answer: (request: PagedRequest, items: readonly { id: number }[]) => PagedAnswer;
}

const SIZE = 3;

function numberIn({ url }: PagedRequest, name: string, usual: number): number {
  return Number(url.searchParams.get(name) ?? usual);
}

/** The same address with another value of a parameter. */
function addressWith(url: URL, name: string, value: string | number): string {
  const other = new URL(url);
  other.searchParams.set(name, String(value));
  return other.href;
}

function from<T>(items: readonly T[], offset: number, size = SIZE): T[] {
  return items.slice(offset, offset + size);
}

/** The items behind the one with this id. */
function behind(items: readonly { id: number }[], id: unknown): { id: number }[] {
  return from(items, items.findIndex((item) => String(item.id) === String(id)) + 1);
}

/** Where the only scroll is. */
let scrolledTo = 0;

export const PAGED_APIS: readonly PagedApi[] = [
  {
    name: 'GitHub: a Link header with several relations',
    path: 'repos/x/issues?per_page=3',
    settings: { paging: 'link' },
    requests: 3,
    answer({ url }, items) {
      const page = Number(url.searchParams.get('page') ?? 1);
      const link = (to: number, rel: string) => `<${addressWith(url, 'page', to)}>; rel="${rel}"`;
      const isLast = page * SIZE >= items.length;
      const links = isLast ? [link(1, 'first')] : [link(page + 1, 'next'), link(3, 'last')];
      return { body: from(items, (page - 1) * SIZE), headers: { link: links.join(', ') } };
    },
  },
  {
    name: 'Stripe: starting_after and has_more',
    path: 'v1/charges?limit=3',
    settings: {
      paging: 'cursor',
      itemsPath: 'data',
      pagingParameter: 'starting_after',
    },
    requests: 3,
    answer({ url }, items) {
      const data = behind(items, url.searchParams.get('starting_after'));
      const has_more = data.at(-1) !== items.at(-1);
      return { body: { object: 'list', data, has_more, url: '/v1/charges' } };
    },
  },
  {
    name: 'Elasticsearch: search_after in the body of a POST',
    path: 'index/_search',
    post: { size: 3, sort: [{ id: 'asc' }], track_total_hits: true },
    settings: {
      paging: 'cursor',
      itemsPath: 'hits.hits',
      pagingPath: '[-1].sort',
      pagingParameter: 'search_after',
    },
    // The last one has no hits.
    requests: 4,
    answer({ body }, items) {
      const [after]: unknown[] = [body['search_after']].flat();
      const hits = behind(items, after).map((item) => ({ ...item, sort: [item.id, 'x'] }));
      const total = { value: items.length, relation: 'eq' };
      return { body: { took: 1, timed_out: false, hits: { total, max_score: null, hits } } };
    },
  },
  {
    name: 'Elasticsearch: a scroll, whose cursor stays the same',
    path: 'index/_search?scroll=1m&size=3',
    post: { sort: ['_doc'] },
    settings: {
      paging: 'cursor',
      itemsPath: 'hits.hits',
      pagingPath: '_scroll_id',
      pagingParameter: '/api/_search/scroll?scroll=1m&scroll_id',
    },
    // The last one has no hits.
    requests: 4,
    answer({ url }, items) {
      const isScroll = url.searchParams.get('scroll_id') === 'c2Nyb2xs';
      const at = url.pathname === '/api/_search/scroll' && isScroll ? scrolledTo : 0;
      scrolledTo = at + SIZE;
      const total = { value: 5, relation: 'gte' };
      return { body: { _scroll_id: 'c2Nyb2xs', hits: { total, hits: from(items, at) } } };
    },
  },
  {
    name: 'Elasticsearch: a scroll that goes on where it began',
    path: 'index/_search',
    post: { scroll: '1m' },
    settings: {
      paging: 'cursor',
      itemsPath: 'hits.hits',
      pagingParameter: 'scroll_id',
      pageSize: 3,
    },
    // The last one has no hits.
    requests: 4,
    answer({ body }, items) {
      const at = body['scroll_id'] === 'c2Nyb2xs' ? scrolledTo : 0;
      scrolledTo = at + Number(body['size']);
      return { body: { _scroll_id: 'c2Nyb2xs', hits: { hits: from(items, at) } } };
    },
  },
  {
    name: 'OData: @odata.nextLink',
    path: 'odata/Products',
    settings: { itemsPath: 'value', pagingPath: '@odata.nextLink' },
    requests: 3,
    answer(request, items) {
      const skip = numberIn(request, '$skiptoken', 0);
      const next = addressWith(request.url, '$skiptoken', skip + SIZE);
      return {
        body: {
          '@odata.context': '$metadata#Products',
          value: from(items, skip),
          ...(skip + SIZE < items.length && { '@odata.nextLink': next }),
        },
      };
    },
  },
  {
    name: 'Socrata: $limit and $offset of a bare array',
    path: 'resource/abcd-1234.json?$order=:id',
    settings: {
      paging: 'offset',
      pagingParameter: '$offset',
      pageSize: 3,
    },
    requests: 3,
    answer(request, items) {
      const offset = numberIn(request, '$offset', 0);
      return { body: from(items, offset, numberIn(request, '$limit', 1_000)) };
    },
  },
  {
    name: 'ArcGIS: resultOffset and exceededTransferLimit, with fewer features than asked for',
    path: 'rest/services/x/FeatureServer/0/query?where=1%3D1&f=json',
    settings: {
      paging: 'offset',
      pagingParameter: 'resultOffset',
      pageSize: 1_000,
      pageSizeParameter: 'resultRecordCount',
      itemsPath: 'features',
    },
    requests: 3,
    answer(request, items) {
      const offset = numberIn(request, 'resultOffset', 0);
      const features = from(items, offset);
      const isCut = offset + SIZE < items.length;
      return { body: { fields: [], features, ...(isCut && { exceededTransferLimit: true }) } };
    },
  },
  {
    name: 'Slack: response_metadata.next_cursor, empty at the end',
    path: 'api/conversations.list?limit=3',
    settings: {
      paging: 'cursor',
      itemsPath: 'channels',
      pagingPath: 'response_metadata.next_cursor',
    },
    requests: 3,
    answer(request, items) {
      const offset = Number(request.url.searchParams.get('cursor')?.slice(3) ?? 0);
      const next_cursor = offset + SIZE < items.length ? `dG=${offset + SIZE}` : '';
      return {
        body: { ok: true, channels: from(items, offset), response_metadata: { next_cursor } },
      };
    },
  },
  {
    name: 'Django REST Framework: page numbers, 404 behind the last one',
    path: 'v1/links/',
    settings: { paging: 'page', pageSize: 3, pageSizeParameter: 'page_size' },
    requests: 3,
    answer(request, items) {
      const page = numberIn(request, 'page', 1);
      const next = page * SIZE < items.length ? addressWith(request.url, 'page', page + 1) : null;
      const results = from(items, (page - 1) * SIZE);
      return { body: { count: items.length, next, previous: null, results } };
    },
  },
  {
    name: 'Django REST Framework: a cursor in next',
    path: 'v1/events/',
    settings: {},
    requests: 3,
    answer(request, items) {
      const offset = Number(request.url.searchParams.get('cursor')?.slice(2) ?? 0);
      const isLast = offset + SIZE >= items.length;
      const next = isLast ? null : addressWith(request.url, 'cursor', `cD${offset + SIZE}`);
      return { body: { next, previous: null, results: from(items, offset) } };
    },
  },
  {
    name: 'Notion: start_cursor in the body of a POST',
    path: 'v1/databases/x/query',
    post: { filter: {} },
    settings: {
      paging: 'cursor',
      pagingPath: 'next_cursor',
      pagingParameter: 'start_cursor',
      pageSize: 3,
      pageSizeParameter: 'page_size',
    },
    requests: 3,
    answer({ body }, items) {
      const results = behind(items, body['start_cursor']).slice(0, Number(body['page_size']));
      const has_more = results.at(-1) !== items.at(-1);
      const next_cursor = has_more ? String(results.at(-1)?.id) : null;
      return { body: { object: 'list', results, next_cursor, has_more } };
    },
  },
  {
    name: 'Google: nextPageToken, with an empty page in the middle',
    path: 'drive/v3/files?pageSize=3',
    settings: {
      paging: 'cursor',
      itemsPath: 'files',
      pagingPath: 'nextPageToken',
      pagingParameter: 'pageToken',
    },
    requests: 4,
    answer({ url }, items) {
      const place = Number(url.searchParams.get('pageToken') ?? 0);
      const pages = [from(items, 0), [], from(items, SIZE), from(items, 2 * SIZE)];
      const nextPageToken = place + 1 < pages.length ? String(place + 1) : undefined;
      return { body: { kind: 'drive#fileList', nextPageToken, files: pages[place] } };
    },
  },
  {
    name: 'CKAN: offset and total beside the records',
    path: 'api/3/action/datastore_search?resource_id=x&limit=3',
    settings: { paging: 'offset', itemsPath: 'result.records' },
    requests: 3,
    answer(request, items) {
      const records = from(items, numberIn(request, 'offset', 0));
      return { body: { success: true, result: { records, total: items.length, limit: SIZE } } };
    },
  },
  {
    name: 'OGC API: links with the relation next',
    path: 'collections/x/items?limit=3',
    settings: { itemsPath: 'features', pagingPath: 'links' },
    requests: 3,
    answer(request, items) {
      const offset = numberIn(request, 'startindex', 0);
      const next = { rel: 'next', href: addressWith(request.url, 'startindex', offset + SIZE) };
      const links = [
        { rel: 'self', href: request.url.href },
        ...(offset + SIZE < items.length ? [next] : []),
      ];
      const [numberMatched, features] = [items.length, from(items, offset)];
      return { body: { type: 'FeatureCollection', numberMatched, features, links } };
    },
  },
];
