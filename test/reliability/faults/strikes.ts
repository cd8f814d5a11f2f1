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

/** The headers of an answer that asks to wait until a date, by a clock that is years off. */
const until = (time: string): Readonly<Record<string, string>> => ({
  date: 'Sat, 01 Jan 2000 12:00:00 GMT',
  'retry-after': `Sat, 01 Jan 2000 ${time} GMT`,
});

export const IN_30_SECONDS = until('12:00:30');
export const IN_AN_HOUR = until('13:00:00');

/** The vendor's limit that a user of the Home Connect API met: more than eleven hours. */
export const ELEVEN_HOURS = 40_159;
