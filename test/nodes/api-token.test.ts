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

  it('that is wrong fails clearly, with one call for each message', async () => {
    const token = randomBytes(20).toString('hex');
    await bed.deploy([links()], { account: { auth: 'token' }, credentials: { token } });
    for (let calls = 1; calls <= 3; calls++) {
      const { statusCode } = assertFailed(await bed.trigger('links'), 'TOKEN_REJECTED');
      assert.equal(statusCode, 401);
      assert.equal(bed.simulator.requests.length, calls);
    }
  });

  it('works at once when the account is deployed with the right one', async () => {
    const wrong = { token: randomBytes(20).toString('hex') };
    await bed.deploy([links()], { account: { auth: 'token' }, credentials: wrong });
    assertFailed(await bed.trigger('links'), 'TOKEN_REJECTED');
    const { token } = bed.simulator.account;
    await bed.redeploy([links()], { account: { auth: 'token' }, credentials: { token } });
    assertSent(await bed.trigger('links'));
  });
});
