import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { useFakeTimers } from 'sinon';
import { startSimulator } from '../../../simulator/index';
import { useSimulator } from '../../support/use-simulator';
import { jsonOf } from '../json-of';
import { passwordForm, postToken, refresh, send, signIn, statusWith, tokensOf } from './client';

const DEAD = { error: 'invalid_grant', error_description: 'Invalid refresh token.' };

describe('simulator: RDP session', () => {
  const simulator = useSimulator();

  /** A password grant that does not take control. */
  function modestSignIn(changes = {}): Promise<Response> {
    const form = passwordForm(simulator.current);
    return postToken(simulator.current, {
      ...form,
      takeExclusiveSignOnControl: 'false',
      ...changes,
    });
  }

  it('refuses a second session and leaves the first one and the password alone', async () => {
    const { accessToken } = await tokensOf(await modestSignIn());
    const { password } = simulator.current.rdp.account;
    const newPassword = `Aa1!${randomBytes(8).toString('hex')}`;
    for (const response of [await modestSignIn(), await modestSignIn({ newPassword })]) {
      assert.deepEqual(await jsonOf(response, 400), {
        error: 'access_denied',
        error_description: 'Session quota is reached.',
      });
    }
    assert.equal(simulator.current.rdp.account.password, password);
    assert.equal(await statusWith(simulator.current, accessToken), 200);
  });

  it('ends the other session for one that takes control: its tokens die', async () => {
    const first = await signIn(simulator.current);
    const second = await signIn(simulator.current);
    assert.equal(await statusWith(simulator.current, first.accessToken), 401);
    assert.deepEqual(await jsonOf(await refresh(simulator.current, first.refreshToken), 400), DEAD);
    assert.equal(await statusWith(simulator.current, second.accessToken), 200);
    await tokensOf(await refresh(simulator.current, second.refreshToken));
  });

  it('is over for others when its access token has expired, though not for its refresh token', async () => {
    const { accessToken, refreshToken } = await signIn(simulator.current);
    const clock = useFakeTimers({ now: Date.now() + 599_000, toFake: ['Date'] });
    try {
      assert.equal((await modestSignIn()).status, 400);
      assert.equal(await statusWith(simulator.current, accessToken), 200);
      clock.tick(2_000);
      const late = await send(simulator.current, accessToken, 'GET', 'data/echo');
      const { id, ...error } = Object((await jsonOf(late, 401))['error']);
      assert.match(id, /^[\da-f-]{36}$/);
      assert.deepEqual(error, { code: '401', message: 'token expired', status: 'Unauthorized' });
      await tokensOf(await refresh(simulator.current, refreshToken));
      clock.tick(601_000);
      await tokensOf(await modestSignIn());
    } finally {
      clock.restore();
    }
  });

  it('lets a refresh token live for two hours', async () => {
    const { refreshToken } = await signIn(simulator.current);
    const clock = useFakeTimers({ now: Date.now() + 7_199_000, toFake: ['Date'] });
    try {
      const renewed = await tokensOf(await refresh(simulator.current, refreshToken));
      clock.tick(7_201_000);
      const late = await refresh(simulator.current, renewed.refreshToken);
      assert.deepEqual(await jsonOf(late, 400), DEAD);
    } finally {
      clock.restore();
    }
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

  it('keeps the refresh token when told not to rotate', async () => {
    const steady = await startSimulator({ rdpRotates: false });
    try {
      const { accessToken, refreshToken } = await signIn(steady);
      const renewed = await tokensOf(await refresh(steady, refreshToken));
      assert.equal(renewed.refreshToken, refreshToken);
      assert.notEqual(renewed.accessToken, accessToken);
    } finally {
      await steady.close();
    }
  });

  it('forgets access tokens or refresh tokens on request', async () => {
    const first = await signIn(simulator.current);
    simulator.current.rdp.revokeAccessTokens();
    assert.equal(await statusWith(simulator.current, first.accessToken), 401);
    const second = await tokensOf(await refresh(simulator.current, first.refreshToken));
    simulator.current.rdp.revokeRefreshTokens();
    assert.equal((await refresh(simulator.current, second.refreshToken)).status, 400);
    assert.equal(await statusWith(simulator.current, second.accessToken), 200);
  });
});
