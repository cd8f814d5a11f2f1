import assert from 'node:assert/strict';
import { type Simulator, startSimulator } from '../../../simulator/index';
import {
  bearer,
  clientFields,
  get,
  passwordForm,
  postToken,
  refresh,
  signIn,
  tokensOf,
} from '../client';

describe('simulator: token endpoint', () => {
  let simulator: Simulator;

  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.close());

  it('issues tokens for the password grant', async () => {
    const response = await postToken(simulator, { ...passwordForm(simulator), scope: 'sync' });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { access_token, refresh_token, ...rest } = Object(await response.json());
    assert.match(access_token, /^\w{30}$/);
    assert.match(refresh_token, /^\w{30}$/);
    assert.deepEqual(rest, { expires_in: 432_000, token_type: 'Bearer', scope: 'sync' });
  });

  it('authenticates the client by HTTP Basic, too, its halves form-encoded', async () => {
    simulator.changeAccount({ clientSecret: `a + b:%${simulator.account.clientSecret}` });
    const { username, password, clientId, clientSecret } = simulator.account;
    const encoded = [clientId, clientSecret].map((half) =>
      encodeURIComponent(half).replaceAll('%20', '+'),
    );
    const credentials = Buffer.from(encoded.join(':')).toString('base64');
    const form = { grant_type: 'password', username, password };
    const response = await postToken(simulator, form, { authorization: `Basic ${credentials}` });
    assert.equal(response.status, 200);
  });

  it('refuses a wrong password as an invalid grant', async () => {
    const form = { ...passwordForm(simulator), password: 'wrong' };
    await assertRefused(await postToken(simulator, form), 400, {
      error: 'invalid_grant',
      error_description: 'Invalid credentials given.',
    });
  });

  it('refuses a wrong client with a challenge, before it looks at the password', async () => {
    const form = { ...passwordForm(simulator), client_secret: 'wrong', password: 'wrong' };
    const response = await postToken(simulator, form);
    assert.equal(response.headers.get('www-authenticate'), 'Bearer error="invalid_client"');
    await assertRefused(response, 401, { error: 'invalid_client' });
  });

  it('names the parameter that is missing', async () => {
    const withoutPassword = { grant_type: 'password', username: 'x', ...clientFields(simulator) };
    await assertRefused(await postToken(simulator, withoutPassword), 400, {
      error: 'invalid_request',
      error_description: 'Request is missing password parameter.',
    });
    await assertRefused(await postToken(simulator, { grant_type: 'refresh_token' }), 400, {
      error: 'invalid_request',
      error_description: 'Missing refresh token parameter.',
    });
  });

  it('refuses an empty scope, though the scope may be left out', async () => {
    const response = await postToken(simulator, { ...passwordForm(simulator), scope: '' });
    await assertRefused(response, 400, { error: 'invalid_scope' });
  });

  it('does not know other grants, nor a JSON body', async () => {
    const other = await postToken(simulator, { grant_type: 'other', ...clientFields(simulator) });
    await assertRefused(other, 400, { error: 'unsupported_grant_type' });
    const json = await fetch(`${simulator.baseUrl}oauth/token/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(passwordForm(simulator)),
    });
    await assertRefused(json, 400, { error: 'unsupported_grant_type' });
  });

  it('rotates: a refresh kills the old access token and its own refresh token', async () => {
    const old = await signIn(simulator);
    const renewed = await tokensOf(await refresh(simulator, old.refresh_token));
    const statusOf = async (token: string) =>
      (await get(simulator, 'v1/links/', bearer(token))).status;
    assert.equal(await statusOf(old.access_token), 401);
    assert.equal(await statusOf(renewed.access_token), 200);
    await assertRefused(await refresh(simulator, old.refresh_token), 400, {
      error: 'invalid_grant',
    });
    assert.equal((await refresh(simulator, renewed.refresh_token)).status, 200);
  });

  it('leaves tokens alone when the password changes', async () => {
    const tokens = await signIn(simulator);
    const form = passwordForm(simulator);
    simulator.changeAccount({ password: `${simulator.account.password}-changed` });
    assert.equal((await postToken(simulator, form)).status, 400);
    assert.equal((await refresh(simulator, tokens.refresh_token)).status, 200);
  });

  it('forgets refresh tokens on request', async () => {
    const tokens = await signIn(simulator);
    simulator.revokeRefreshTokens();
    assert.equal((await refresh(simulator, tokens.refresh_token)).status, 400);
    assert.equal((await get(simulator, 'v1/links/', bearer(tokens.access_token))).status, 200);
  });

  it('leaves expires_in out when the lifetime is null', async () => {
    const silent = await startSimulator({ accessTokenLifetime: null });
    try {
      const answer = await (await postToken(silent, passwordForm(silent))).json();
      assert.equal(Object.hasOwn(Object(answer), 'expires_in'), false);
    } finally {
      await silent.close();
    }
  });

  it('answers a GET with 405', async () => {
    const response = await get(simulator, 'oauth/token/');
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST');
  });
});

async function assertRefused(response: Response, status: number, body: unknown): Promise<void> {
  assert.equal(response.status, status);
  assert.deepEqual(await response.json(), body);
}
