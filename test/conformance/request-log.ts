import assert from 'node:assert/strict';

/** One request under /api/ as the service saw it. */
export interface SeenRequest {
  path: string;
  query: string;
  /** `grant_type` of a token request. */
  grant: string | null;
  status: number;
}

/** Asserts that a body is the answer of `/control/requests/`. */
export function assertRequestLog(value: unknown): asserts value is { requests: SeenRequest[] } {
  assert(typeof value === 'object' && value !== null && 'requests' in value);
  assert(Array.isArray(value.requests));
}

/** The token requests as `<grant> <status>`, oldest first. */
export function tokenRequests(requests: readonly SeenRequest[]): string[] {
  return requests
    .filter(({ path }) => path === '/api/oauth/token/')
    .map(({ grant, status }) => `${grant} ${status}`);
}

/** The requests for a list, oldest first. */
export function listRequests(requests: readonly SeenRequest[]): SeenRequest[] {
  return requests.filter(({ path }) => path.startsWith('/api/v1/'));
}
