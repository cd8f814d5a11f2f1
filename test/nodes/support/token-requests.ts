import type { Simulator } from '../../../simulator';

/** The token requests in their order, each as grant and status. */
export function tokenRequests({ requests }: Simulator): string[] {
  return requests
    .filter(({ path }) => path === '/api/oauth/token/')
    .map(({ body, status }) => `${body.grant_type} ${status}`);
}
