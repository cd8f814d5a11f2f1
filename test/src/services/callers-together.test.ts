import assert from 'node:assert/strict';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import type { ErrorCode } from '../../../src/errors';
import { rejection } from '../../support/rejection';
import { useInode } from '../../support/use-inode';
import { Watcher } from '../../support/watcher';

const CALLERS = 10;
const TOKEN = { path: '/api/oauth/token/' };

const FAILURES: [what: string, code: ErrorCode, fault: Fault][] = [
  ['resets the connection', 'UNREACHABLE', { kind: 'reset' }],
  ['does not answer', 'TIMEOUT', { kind: 'hang' }],
  ['breaks off', 'ANSWER_INCOMPLETE', { kind: 'resetBody', bytes: 10 }],
  ['fails', 'SERVER_ERROR', { kind: 'answer', status: 500 }],
  ['answers with a page', 'SIGN_IN_FAILED', { kind: 'answer', status: 404, body: '<html>' }],
  [
    'refuses the password',
    'CREDENTIALS_REJECTED',
    { kind: 'answer', status: 400, body: '{"error":"invalid_grant"}' },
  ],
];

describe(`${CALLERS} callers at the same time, with places for 4`, () => {
  const simulator = useSimulator();
  const inode = useInode(simulator);

  for (const [what, code, fault] of FAILURES) {
    it(`make one token request where the sign-in ${what}`, async () => {
      simulator.current.faults.add({ on: TOKEN, fault, times: Number.POSITIVE_INFINITY });
      // Only what does not answer is waited for.
      const service = inode({ retries: 0, timeout: fault.kind === 'hang' ? 300 : 30_000 });
      // Each asks for something else: they share nothing but the account.
      const failures = Array.from({ length: CALLERS }, (_, n) => {
        const { signal, observer } = new Watcher();
        const call = { method: 'GET', path: `v1/links/${n}/`, query: [] } as const;
        return rejection(service.request({ ...call, signal, observer }));
      });
      const codes = (await Promise.all(failures)).map((failure) => failure.code);
      assert.deepEqual(codes, Array(CALLERS).fill(code));
      assert.equal(simulator.current.count(TOKEN), 1);
    });
  }
});
