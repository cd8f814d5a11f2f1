import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { withApiToken } from '../../../src/auth/authorize';
import type { Kept } from '../../../src/auth/token-file';
import { ServiceError } from '../../../src/errors';
import { useFakeClock } from '../../support/clock';
import { listRequest } from '../../support/list-request';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('calls with an API token', () => {
  const simulator = useSimulator();
  const transport = useTransport();
  const clock = useFakeClock();

  it('carry it in a header', async () => {
    const { token } = simulator.current.account;
    const send = withApiToken(transport, token);
    assert(
      Array.isArray(await send(listRequest(simulator.current, new Watcher(), { headers: {} }))),
    );
    assert.equal(simulator.current.requests[0]?.headers.authorization, `Token ${token}`);
  });

  it('fail when it is refused, and do not show it again for 1, 4, 16 and 60 minutes', async () => {
    const send = withApiToken(transport, 'wrong');
    for (let second = 0; second < 3_600; second += 10) {
      const { code, facts } = await rejection(send(listRequest(simulator.current)));
      assert.deepEqual([code, facts.statusCode], ['TOKEN_REJECTED', 401]);
      await clock.pass(10_000);
    }
    assert.equal(simulator.current.count(), 4);
  });

  it('do not show it again after a restart either', async () => {
    let kept: Kept = {};
    const store = {
      load: () => Promise.resolve(kept),
      save: async (changed: Kept) => {
        kept = changed;
      },
    };
    const start = (token: string) => withApiToken(transport, token, store);
    for (let n = 0; n < 5; n++) {
      const { code } = await rejection(start('wrong')(listRequest(simulator.current)));
      assert.equal(code, 'TOKEN_REJECTED');
    }
    assert.equal(simulator.current.count(), 1);
    await clock.pass(60_000);
    await start(simulator.current.account.token)(listRequest(simulator.current));
    assert.deepEqual(kept, { pause: undefined });
  });

  it('take the page of a gateway for no refusal: the next is sent within two minutes', async () => {
    const send = withApiToken(transport, simulator.current.account.token);
    const headers = { 'content-type': 'text/html' };
    simulator.current.faults.add({
      fault: { kind: 'answer', status: 401, headers, body: '<html>Please sign in</html>' },
      times: Number.POSITIVE_INFINITY,
    });
    for (let minute = 0; minute < 25; minute++) {
      await rejection(send(listRequest(simulator.current)));
      await clock.pass(60_000);
    }
    simulator.current.faults.clear();
    await clock.pass(60_000);
    assert(Array.isArray(await send(listRequest(simulator.current))));
  });

  it('fail when the account may not read, and are not repeated for some seconds', async () => {
    simulator.current.faults.add({
      fault: { kind: 'answer', status: 403 },
      times: Number.POSITIVE_INFINITY,
    });
    const send = withApiToken(transport, simulator.current.account.token);
    for (let n = 0; n < 500; n++) {
      assert.equal((await rejection(send(listRequest(simulator.current)))).code, 'FORBIDDEN');
      await clock.pass(20);
    }
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
