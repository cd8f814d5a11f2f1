import assert from 'node:assert/strict';
import { useFakeTimers } from 'sinon';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { bearer, get, signIn } from '../client';

const NOT_PROVIDED = { detail: 'Authentication credentials were not provided.' };
const REALM = 'Bearer realm="api"';

describe('simulator: authentication', () => {
  let simulator: Simulator;

  before(async () => {
    simulator = await startSimulator({ accessTokenLifetime: 600 });
  });
  after(() => simulator.close());

  async function assertUnauthorized(
    headers: Record<string, string>,
    body: unknown,
    challenge: string,
  ): Promise<void> {
    const response = await get(simulator, 'v1/devices/', headers);
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('www-authenticate'), challenge);
    assert.deepEqual(await response.json(), body);
  }

  it('accepts the API key', async () => {
    assert.equal((await get(simulator, 'v1/devices/')).status, 200);
  });

  it('refuses a wrong API key with a Bearer challenge', async () => {
    const headers = { authorization: 'Token wrong' };
    await assertUnauthorized(headers, { detail: 'Invalid token.' }, REALM);
  });

  it('refuses a request without credentials', async () => {
    await assertUnauthorized({}, NOT_PROVIDED, REALM);
  });

  it('tells an expired access token from an unknown one in the challenge alone', async () => {
    const { access_token } = await signIn(simulator);
    const clock = useFakeTimers({ now: Date.now() + 599_000, toFake: ['Date'] });
    try {
      assert.equal((await get(simulator, 'v1/devices/', bearer(access_token))).status, 200);
      clock.tick(2_000);
      const invalid = `${REALM},error="invalid_token",error_description="The access token`;
      await assertUnauthorized(bearer(access_token), NOT_PROVIDED, `${invalid} has expired."`);
      simulator.revokeAccessTokens();
      await assertUnauthorized(bearer(access_token), NOT_PROVIDED, `${invalid} is invalid."`);
    } finally {
      clock.restore();
    }
  });
});
