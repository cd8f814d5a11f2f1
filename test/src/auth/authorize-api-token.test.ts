import assert from 'node:assert/strict';
import { withApiToken } from '../../../src/auth/authorize';
import { ServiceError } from '../../../src/errors';
import { listRequest } from '../../support/list-request';
import { rejection } from '../../support/rejection';
import { useSimulator } from '../../support/use-simulator';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('calls with an API token', () => {
  const simulator = useSimulator();
  const transport = useTransport();

  it('carry it in a header', async () => {
    const { token } = simulator.current.account;
    const send = withApiToken(transport, token);
    assert(
      Array.isArray(await send(listRequest(simulator.current, new Watcher(), { headers: {} }))),
    );
    assert.equal(simulator.current.requests[0]?.headers.authorization, `Token ${token}`);
  });

  it('fail after one request when it is refused', async () => {
    const send = withApiToken(transport, 'wrong');
    const { code, facts } = await rejection(send(listRequest(simulator.current)));
    assert.deepEqual([code, facts.statusCode], ['TOKEN_REJECTED', 401]);
    assert.equal(simulator.current.count(), 1);
  });

  it('fail after one request when the account may not read', async () => {
    simulator.current.faults.add({ fault: { kind: 'answer', status: 403 } });
    const send = withApiToken(transport, simulator.current.account.token);
    assert.equal((await rejection(send(listRequest(simulator.current)))).code, 'FORBIDDEN');
    assert.equal(simulator.current.count(), 1);
  });

  for (const token of ['', 'a b', 'a\r\nX-Evil: 1', 'schlüssel', 'tab\t']) {
    it(`refuse ${JSON.stringify(token)}, which no header can carry`, () => {
      assert.throws(
        () => withApiToken(transport, token),
        (error) => error instanceof ServiceError && error.code === 'CONFIG_INVALID',
      );
    });
  }
});
