import type { Simulator } from '../../../simulator/index';

const TOKEN_PATHS = new Set([
  '/api/oauth/token/',
  '/innerspace/api/rest/oauth/token',
  '/rdp/auth/oauth2/v1/token',
]);

/** The token requests in their order, each as grant and status. */
export function tokenRequests({ requests }: Simulator): string[] {
  return requests
    .filter(({ path }) => TOKEN_PATHS.has(path))
    .map(({ body, status }) => `${body.grant_type ?? 'client'} ${status}`);
}
