import type { Fault, FaultFilter, SimulatorAccount } from '../../simulator/index';
import type { InodeAuth } from '../../src/services/inode';
import { oauth2 } from '../support/use-inode';

/** What answers wrongly, and how the account signs in. */
interface Place {
  readonly name: string;
  readonly on: FaultFilter;
  readonly auth: (account: SimulatorAccount) => InodeAuth;
}

/** What the service, or a gateway before it, answers for 25 minutes. */
export interface BadHour {
  readonly status: number;
  readonly body: (typeof BODIES)[number];
  readonly place: Place;
}

const LIST = { path: '/api/v1/links/' };

const PLACES: readonly Place[] = [
  { name: 'the list', on: LIST, auth: oauth2 },
  { name: 'the token endpoint', on: { path: '/api/oauth/token/' }, auth: oauth2 },
  { name: 'everything', on: {}, auth: oauth2 },
  {
    name: 'the list, with an API token',
    on: LIST,
    auth: ({ token }) => ({ kind: 'token', token }),
  },
];
const STATUSES = [200, 400, 401, 403, 404, 405, 410, 418, 429, 451, 500, 502, 503, 525];
const BODIES = ['HTML', 'JSON', 'nothing'] as const;

const CONTENTS = {
  HTML: {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Maintenance</title>',
  },
  JSON: { headers: { 'content-type': 'application/json' }, body: '{"detail":"Not now."}' },
  nothing: {},
};

export const BAD_HOURS: readonly BadHour[] = PLACES.flatMap((place) =>
  STATUSES.flatMap((status) => BODIES.map((body) => ({ status, body, place }))),
);

/** Whether it is the one refusal of credentials among them, which a service alone can make. */
export function isRefusal({ status, body, place }: BadHour): boolean {
  return status === 401 && body !== 'HTML' && place.auth !== oauth2;
}

export function faultOf({ status, body }: BadHour): Fault {
  return { kind: 'answer', status, ...CONTENTS[body] };
}
