import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { assertFailed, assertSent } from './support/failure';
import { links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

describe('an API token', () => {
  const bed = useTestBed();

  it('is sent with every call, and nobody signs in', async () => {
    await bed.deploy([links({ mode: 'pages' })], { account: { auth: 'token' } });
    assertSent(await bed.trigger('links', { query: { page_size: 10 } }));
    assert.deepEqual(
      bed.simulator.requests.map(({ headers }) => headers.authorization),
      [1, 2, 3].map(() => `Token ${bed.simulator.account.token}`),
    );
  });

  it('that is wrong fails clearly, and is not shown again by each message', async () => {
    const token = randomBytes(20).toString('hex');
    await bed.deploy([links()], { account: { auth: 'token' }, credentials: { token } });
    for (let messages = 1; messages <= 3; messages++) {
      const { statusCode } = assertFailed(await bed.trigger('links'), 'TOKEN_REJECTED');
      assert.equal(statusCode, 401);
    }
    assert.equal(bed.simulator.requests.length, 1);
    bed.clock.tick(60_000);
    assertFailed(await bed.trigger('links'), 'TOKEN_REJECTED');
    assert.equal(bed.simulator.requests.length, 2);
  });

  it('works immediately when the account is deployed with the right one', async () => {
    const wrong = { token: randomBytes(20).toString('hex') };
    await bed.deploy([links()], { account: { auth: 'token' }, credentials: wrong });
    assertFailed(await bed.trigger('links'), 'TOKEN_REJECTED');
    const { token } = bed.simulator.account;
    await bed.redeploy([links()], { account: { auth: 'token' }, credentials: { token } });
    assertSent(await bed.trigger('links'));
  });
});
