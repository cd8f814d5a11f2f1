import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Fault } from '../../../simulator/index';
import { useSimulator } from '../../../simulator/test/support';
import { READ_POLICY, retry, TOKEN_POLICY } from '../../../src/layers/retry';
import { grantFor } from '../../support/grant-for';
import { listRequest } from '../../support/list-request';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

interface Case {
  readonly what: string;
  readonly fault: Fault;
  readonly read: boolean;
  readonly token: boolean;
}

const CASES: readonly Case[] = [
  { what: 'a reset before the answer', fault: { kind: 'reset' }, read: true, token: true },
  { what: 'a hang-up before the answer', fault: { kind: 'close' }, read: true, token: true },
  { what: 'a reset in the body', fault: { kind: 'resetBody', bytes: 9 }, read: true, token: false },
  { what: 'a 429', fault: { kind: 'answer', status: 429 }, read: true, token: true },
  { what: 'a 500', fault: { kind: 'answer', status: 500 }, read: false, token: true },
  { what: 'a 502', fault: { kind: 'answer', status: 502 }, read: true, token: true },
  { what: 'a 503', fault: { kind: 'answer', status: 503 }, read: true, token: true },
  { what: 'a 504', fault: { kind: 'answer', status: 504 }, read: true, token: true },
  { what: 'a 400', fault: { kind: 'answer', status: 400 }, read: false, token: false },
  { what: 'a 401', fault: { kind: 'answer', status: 401 }, read: false, token: false },
  { what: 'a 404', fault: { kind: 'answer', status: 404 }, read: false, token: false },
  { what: 'broken JSON', fault: { kind: 'truncate', bytes: 9 }, read: false, token: false },
  {
    what: 'a redirect to another server',
    fault: { kind: 'redirect', location: 'http://127.0.0.2/' },
    read: false,
    token: false,
  },
];

describe('retry', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  // The jitter is all there is to a wait, so that no time passes between two attempts.
  beforeEach(() => sinon.stub(Math, 'random').returns(0));
  afterEach(() => sinon.restore());

  for (const { what, fault, read, token } of CASES) {
    it(`${read ? 'repeats' : 'does not repeat'} a read after ${what}`, async () => {
      simulator.current.faults.add({ fault });
      const send = retry(transport, READ_POLICY, 3);
      const call = send(listRequest(simulator.current));
      if (read) await call;
      else await assert.rejects(call);
      assert.equal(simulator.current.count(), read ? 2 : 1);
    });

    it(`${token ? 'repeats' : 'does not repeat'} a token request after ${what}`, async () => {
      simulator.current.faults.add({ fault });
      const send = retry(transport, TOKEN_POLICY, 3);
      const call = grantFor(simulator.current, send).signIn(new Watcher());
      if (token) await call;
      else await assert.rejects(call);
      assert.equal(simulator.current.count(), token ? 2 : 1);
    });
  }
});
