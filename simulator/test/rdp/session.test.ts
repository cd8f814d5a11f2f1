import assert from 'node:assert/strict';
import { jsonOf, tokensOf, useSimulator, withClock, withSimulator } from '../support';
import { basic, passwordForm, postToken, refresh, send, signIn, statusWith } from './client';

const DEAD = { error: 'invalid_grant', error_description: 'Invalid refresh token.' };

describe("a session of the simulator's RDP", () => {
  const simulator = useSimulator();

  /** A password grant that does not take control. */
  function modestSignIn(changes = {}): Promise<Response> {
    const form = { ...passwordForm(simulator.current), takeExclusiveSignOnControl: 'false' };
    return postToken(simulator.current, { ...form, ...changes });
  }

  it('excludes a second one, which changes neither the first one nor the password', async () => {
    const { accessToken } = await tokensOf(await modestSignIn());
    const { password } = simulator.current.rdp.account;
    for (const changes of [{}, { newPassword: 'Aa1!0123456789' }]) {
      assert.deepEqual(await jsonOf(await modestSignIn(changes), 400), {
        error: 'access_denied',
        error_description: 'Session quota is reached.',
      });
    }
    assert.equal(simulator.current.rdp.account.password, password);
    assert.equal(await statusWith(simulator.current, accessToken), 200);
  });

  it('ends when another one takes control: its tokens die', async () => {
    const first = await signIn(simulator.current);
    const second = await signIn(simulator.current);
    assert.equal(await statusWith(simulator.current, first.accessToken), 401);
    assert.deepEqual(await jsonOf(await refresh(simulator.current, first.refreshToken), 400), DEAD);
    assert.equal(await statusWith(simulator.current, second.accessToken), 200);
    await tokensOf(await refresh(simulator.current, second.refreshToken));
  });

  it('is over for others when its access token has expired, though not for its refresh token', async () => {
    const { accessToken, refreshToken } = await signIn(simulator.current);
    await withClock(Date.now() + 599_000, async (clock) => {
      assert.equal((await modestSignIn()).status, 400);
      assert.equal(await statusWith(simulator.current, accessToken), 200);
      clock.tick(2_000);
      const late = await send(simulator.current, accessToken, 'data/echo');
      assert.match(await late.text(), /"token expired"/);
      await tokensOf(await refresh(simulator.current, refreshToken));
      clock.tick(601_000);
      await tokensOf(await modestSignIn());
    });
  });

  it('can be refreshed for two hours', async () => {
    const { refreshToken } = await signIn(simulator.current);
    await withClock(Date.now() + 7_199_000, async (clock) => {
      const renewed = await tokensOf(await refresh(simulator.current, refreshToken));
      clock.tick(7_201_000);
      const late = await refresh(simulator.current, renewed.refreshToken);
      assert.deepEqual(await jsonOf(late, 400), DEAD);
    });
  });

  it('rotates refresh tokens; the old access token lives on', async () => {
    const old = await signIn(simulator.current);
    const renewed = await tokensOf(await refresh(simulator.current, old.refreshToken));
    assert.notEqual(renewed.refreshToken, old.refreshToken);
    assert.deepEqual(await jsonOf(await refresh(simulator.current, old.refreshToken), 400), DEAD);
    for (const { accessToken } of [old, renewed]) {
      assert.equal(await statusWith(simulator.current, accessToken), 200);
    }
  });

  it('keeps its refresh token when rotation is off', async () => {
    await withSimulator({ rdpRotates: false }, async (steady) => {
      const { accessToken, refreshToken } = await signIn(steady);
      const renewed = await tokensOf(await refresh(steady, refreshToken));
      assert.equal(renewed.refreshToken, refreshToken);
      assert.notEqual(renewed.accessToken, accessToken);
    });
  });

  it('ends when its access token is revoked by its client; a dead token ends nothing', async () => {
    const { current } = simulator;
    const revoke = (token: string, headers = basic(current)) =>
      fetch(current.rdp.tokenUrl.replace(/token$/, 'revoke'), {
        method: 'POST',
        body: new URLSearchParams({ token }),
        headers,
      });
    const first = await signIn(current);
    const second = await signIn(current);
    assert.equal((await revoke(second.accessToken, { authorization: '' })).status, 401);
    assert.equal((await revoke(first.accessToken)).status, 200);
    assert.equal(current.rdp.isSessionOpen, true);
    assert.equal((await revoke(second.accessToken)).status, 200);
    assert.equal(current.rdp.isSessionOpen, false);
    assert.equal(await statusWith(current, second.accessToken), 401);
    assert.deepEqual(await jsonOf(await refresh(current, second.refreshToken), 400), DEAD);
    await tokensOf(await modestSignIn());
  });

  it('loses its access tokens or its refresh token on request', async () => {
    const first = await signIn(simulator.current);
    simulator.current.rdp.revokeAccessTokens();
    assert.equal(await statusWith(simulator.current, first.accessToken), 401);
    const second = await tokensOf(await refresh(simulator.current, first.refreshToken));
    simulator.current.rdp.revokeRefreshTokens();
    assert.equal((await refresh(simulator.current, second.refreshToken)).status, 400);
    assert.equal(await statusWith(simulator.current, second.accessToken), 200);
  });
});
