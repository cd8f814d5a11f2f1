/** What public APIs have beside the parameter that says which page is wanted. */
interface UsualNames {
  /** The parameter that says how many items are wanted. */
  readonly size: string;
  /** Where the cursor for it is, as a property expression; `[-1]` is the last item. */
  readonly cursor?: string;
}

const USUAL: ReadonlyMap<string, UsualNames> = new Map([
  // Django REST Framework.
  ['page', { size: 'page_size' }],
  ['offset', { size: 'limit' }],
  // Slack, DigitalOcean, Intercom.
  ['cursor', { size: 'limit', cursor: 'next_cursor' }],
  // JSON:API.
  ['page[number]', { size: 'page[size]' }],
  ['page[offset]', { size: 'page[limit]' }],
  ['pageNumber', { size: 'pageSize' }],
  // Socrata.
  ['$offset', { size: '$limit' }],
  // OData.
  ['$skip', { size: '$top' }],
  // ArcGIS.
  ['resultOffset', { size: 'resultRecordCount' }],
  // SCIM, which counts from 1, and WFS.
  ['startIndex', { size: 'count' }],
  // Jira.
  ['startAt', { size: 'maxResults' }],
  // Solr.
  ['start', { size: 'rows' }],
  // Elasticsearch.
  ['from', { size: 'size' }],
  ['search_after', { size: 'size', cursor: '[-1].sort' }],
  ['scroll_id', { size: 'size', cursor: '_scroll_id' }],
  // Stripe.
  ['starting_after', { size: 'limit', cursor: '[-1].id' }],
  // Notion.
  ['start_cursor', { size: 'page_size', cursor: 'next_cursor' }],
  // Google.
  ['pageToken', { size: 'pageSize', cursor: 'nextPageToken' }],
  ['page_token', { size: 'page_size', cursor: 'next_page_token' }],
]);

/** All names by which a request may have its page size already. */
export const SIZE_PARAMETERS: readonly string[] = [
  ...new Set([...USUAL.values()].map(({ size }) => size)),
  'per_page', // GitHub, GitLab, WordPress
  'pagesize',
];

/** The parameter that usually says how many items are wanted, beside this one. */
export function usualSizeParameter(parameter: string): string | undefined {
  return USUAL.get(parameter)?.size;
}

/** Where the cursor for this parameter usually is. */
export function usualCursorPath(parameter: string): string | undefined {
  return USUAL.get(parameter === '' ? 'cursor' : parameter)?.cursor;
}
