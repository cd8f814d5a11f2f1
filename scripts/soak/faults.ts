import type { Fault, FaultRule, FaultScript } from '../../simulator/index';

const busy = (status: number): Fault => ({
  kind: 'answer',
  status,
  headers: { 'retry-after': '0' },
});

/** What can happen to any request without changing the account for good. */
const ANYWHERE: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'close' },
  { kind: 'hang' },
  { kind: 'delay', ms: 20 },
  { kind: 'resetBody', bytes: 40 },
  { kind: 'truncate', bytes: 40 },
  { kind: 'drip', bytes: 400, interval: 1 },
  { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Sign in</p>' },
  { kind: 'answer', status: 500 },
  busy(429),
  busy(502),
  busy(503),
  { kind: 'redirect', status: 307, location: 'http://127.0.0.2/' },
];

/** What only a GET can be answered: to a token request it would be a refusal, with a minute of silence. */
const GET_ONLY: readonly Fault[] = [
  { kind: 'answer', status: 401 },
  { kind: 'answer', status: 403 },
  { kind: 'answer', status: 404 },
  { kind: 'answer', status: 200, body: 'null' },
  { kind: 'answer', status: 200, body: '{"results": [], "next": "http://127.0.0.2/"}' },
];

/** Makes one request in twenty go wrong. */
export function addFaults(faults: FaultScript, seed: number): FaultRule[] {
  const rate = 0.05;
  const kinds = [...ANYWHERE, ...GET_ONLY];
  return [
    faults.random({ on: { method: 'POST' }, rate, seed, kinds: ANYWHERE }),
    faults.random({ on: { method: 'GET' }, rate, seed: seed + 1, kinds }),
  ];
}
