import assert from 'node:assert/strict';
import { jsonOf, tokensOf, useSimulator, withSimulator } from '../support';
import { bearer, clientFields, get, passwordForm, postToken, refresh, signIn } from './client';

describe("the simulator's iNode token endpoint", () => {
  const simulator = useSimulator();

  it('issues tokens for the password grant', async () => {
    const form = { ...passwordForm(simulator.current), scope: 'sync' };
    const response = await postToken(simulator.current, form);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const { access_token, refresh_token, ...rest } = await jsonOf(response);
    assert.match(String(access_token), /^\w{30}$/);
    assert.match(String(refresh_token), /^\w{30}$/);
    assert.deepEqual(rest, { expires_in: 432_000, token_type: 'Bearer', scope: 'sync' });
  });

  it('leaves expires_in out when the lifetime is null', async () => {
    await withSimulator({ accessTokenLifetime: null }, async (silent) => {
      const answer = await jsonOf(await postToken(silent, passwordForm(silent)));
      assert.equal(Object.hasOwn(answer, 'expires_in'), false);
    });
  });

  it('authenticates the client by HTTP Basic, too, its halves form-encoded', async () => {
    const { username, password, clientId } = simulator.current.account;
    const clientSecret = 'a + b:%';
    simulator.current.changeAccount({ clientSecret });
    const encoded = [clientId, clientSecret].map((half) =>
      encodeURIComponent(half).replaceAll('%20', '+'),
    );
    const credentials = Buffer.from(encoded.join(':')).toString('base64');
    const form = { grant_type: 'password', username, password };
    const headers = { authorization: `Basic ${credentials}` };
    assert.equal((await postToken(simulator.current, form, headers)).status, 200);
  });

  const REFUSALS: [what: string, change: Record<string, string>, status: number, body: object][] = [
    [
      'a wrong password',
      { password: 'wrong' },
      400,
      { error: 'invalid_grant', error_description: 'Invalid credentials given.' },
    ],
    [
      'a missing password',
      { password: '' },
      400,
      {
        error: 'invalid_request',
        error_description: 'Request is missing password parameter.',
      },
    ],
    [
      'a wrong client, before it looks at the password',
      { client_secret: 'wrong', password: 'wrong' },
      401,
      { error: 'invalid_client' },
    ],
    ['an empty scope', { scope: '' }, 400, { error: 'invalid_scope' }],
    ['another grant', { grant_type: 'other' }, 400, { error: 'unsupported_grant_type' }],
    [
      'a refresh without a token',
      { grant_type: 'refresh_token' },
      400,
      { error: 'invalid_request', error_description: 'Missing refresh token parameter.' },
    ],
  ];
  for (const [what, change, status, body] of REFUSALS) {
    it(`refuses ${what}`, async () => {
      const form = { ...passwordForm(simulator.current), ...change };
      const response = await postToken(simulator.current, form);
      assert.deepEqual(await jsonOf(response, status), body);
      assert.equal(
        response.headers.get('www-authenticate'),
        status === 401 ? 'Bearer error="invalid_client"' : null,
      );
    });
  }

  it('does not understand JSON, nor a GET', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(clientFields(simulator.current));
    const json = { method: 'POST', headers, body };
    const response = await fetch(`${simulator.current.baseUrl}oauth/token/`, json);
    assert.deepEqual(await jsonOf(response, 400), { error: 'unsupported_grant_type' });
    const got = await get(simulator.current, 'oauth/token/');
    assert.equal(got.status, 405);
    assert.equal(got.headers.get('allow'), 'POST');
  });

  it('rotates: a refresh kills the old access token and its own refresh token', async () => {
    const old = await signIn(simulator.current);
    const renewed = await tokensOf(await refresh(simulator.current, old.refreshToken));
    const statusOf = async (token: string) =>
      (await get(simulator.current, 'v1/links/', bearer(token))).status;
    assert.equal(await statusOf(old.accessToken), 401);
    assert.equal(await statusOf(renewed.accessToken), 200);
    const again = await refresh(simulator.current, old.refreshToken);
    assert.deepEqual(await jsonOf(again, 400), { error: 'invalid_grant' });
    assert.equal((await refresh(simulator.current, renewed.refreshToken)).status, 200);
  });

  it('leaves tokens alone when the password changes', async () => {
    const tokens = await signIn(simulator.current);
    const form = passwordForm(simulator.current);
    simulator.current.changeAccount({ password: 'changed' });
    assert.equal((await postToken(simulator.current, form)).status, 400);
    assert.equal((await refresh(simulator.current, tokens.refreshToken)).status, 200);
  });

  it('forgets refresh tokens on request', async () => {
    const { accessToken, refreshToken } = await signIn(simulator.current);
    simulator.current.revokeRefreshTokens();
    assert.equal((await refresh(simulator.current, refreshToken)).status, 400);
    const list = await get(simulator.current, 'v1/links/', bearer(accessToken));
    assert.equal(list.status, 200);
  });
});
