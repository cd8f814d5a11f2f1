import type { Fault, FaultFilter, ScriptedFault } from '../../../simulator/index';

/** Scripts a fault for the requests that the filter admits; it strikes each of them by default. */
export type Strike = (fault: Fault, times?: number) => ScriptedFault;

export function strikes(on: FaultFilter): Strike {
  return (fault, times = Number.POSITIVE_INFINITY) => ({ on, fault, times });
}

/** An answer in place of the service's own. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
): Fault {
  return { kind: 'answer', status, headers, body };
}

/** What a service may answer in JSON. */
export function jsonAnswer(body: unknown, status = 200): Fault {
  return answer(status, {}, JSON.stringify(body));
}

/** The page with which a network asks people to sign in to it. */
export const CAPTIVE_PORTAL = answer(
  200,
  { 'content-type': 'text/html' },
  '<!doctype html><title>Sign in to the network</title>',
);

/*
 * `clock.ts` of the nodes' tests says that it is 12:00 on 2 March 2026.
 */
export const IN_30_SECONDS = 'Mon, 02 Mar 2026 12:00:30 GMT';
export const IN_AN_HOUR = 'Mon, 02 Mar 2026 13:00:00 GMT';

/** The vendor's limit that a user of the Home Connect API met: more than eleven hours. */
export const ELEVEN_HOURS = 40_159;
