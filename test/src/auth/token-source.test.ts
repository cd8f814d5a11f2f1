import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import { TokenRefusal } from '../../../src/auth/token-response';
import { TokenSource } from '../../../src/auth/token-source';
import { ServiceError } from '../../../src/errors';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { granted, sourceOf, stubGrant } from '../../support/stub-grant';
import { Watcher } from '../../support/watcher';

const DEAD = new TokenRefusal(400, 'invalid_grant');

describe('the tokens of an account', () => {
  const clock = useFakeClock();

  const hundred = <T>(call: () => Promise<T>) => Promise.all(Array.from({ length: 100 }, call));

  it('cost one sign-in, however many ask for them at the same time', async () => {
    const tokenGrant = stubGrant(600);
    const tokens = sourceOf(tokenGrant);
    assert.deepEqual(await hundred(tokens.get), Array(100).fill('access-1'));
    assert.equal(await tokens.get(), 'access-1');
    assert.equal(tokenGrant.signIn.callCount, 1);
    assert.equal(tokenGrant.refresh.callCount, 0);
  });

  it('cost one refresh when they are over, however many ask at the same time', async () => {
    const tokenGrant = stubGrant(600);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await clock.pass(600_000);
    assert.deepEqual(await hundred(tokens.get), Array(100).fill('access-2'));
    assert.equal(tokenGrant.refresh.callCount, 1);
  });

  for (const [life, used] of [
    [600, 590],
    [100, 90],
    [20, 10],
    [1, 0.9],
  ] as const) {
    it(`that live ${life} s are used for ${used} s`, async () => {
      const tokens = sourceOf(stubGrant(life));
      await tokens.get();
      await clock.pass(used * 1_000 - 1);
      assert.equal(await tokens.get(), 'access-1');
      await clock.pass(1);
      assert.equal(await tokens.get(), 'access-2');
    });
  }

  it('without a known life are used until the service refuses them', async () => {
    const tokenGrant = stubGrant();
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await clock.pass(365 * 24 * 3_600_000);
    assert.equal(await tokens.get(), 'access-1');
    assert.equal(await tokens.renew('access-1'), 'access-2');
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('cost one refresh when a hundred calls come back with a 401', async () => {
    const tokenGrant = stubGrant(600);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    const renewed = await hundred(() => tokens.renew('access-1'));
    assert.deepEqual(renewed, Array(100).fill('access-2'));
    assert.equal(tokenGrant.refresh.callCount, 1);
  });

  it('are not renewed for a 401 of those that were replaced already', async () => {
    const tokenGrant = stubGrant(600);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await tokens.renew('access-1');
    assert.equal(await tokens.renew('access-1'), 'access-2');
    assert.equal(tokenGrant.refresh.callCount, 1);
  });

  it('are refreshed with the refresh token that came last', async () => {
    const tokenGrant = stubGrant(600);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    for (const n of [1, 2, 3]) {
      // Whoever waited can rely on the rotated token at once.
      assert.equal(await tokens.renew(`access-${n}`), `access-${n + 1}`);
    }
    const used = tokenGrant.refresh.getCalls().map(({ args }) => args[0]);
    assert.deepEqual(used, ['refresh-1', 'refresh-2', 'refresh-3']);
  });

  it('keep their refresh token where a refresh brings no other', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.refresh.onFirstCall().resolves({ ...granted(2, 600), refreshToken: undefined });
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await tokens.renew('access-1');
    await tokens.renew('access-2');
    assert.equal(tokenGrant.refresh.secondCall.args[0], 'refresh-1');
  });

  for (const refusal of [
    DEAD,
    new TokenRefusal(400, 'invalid_request'),
    new TokenRefusal(403, undefined, undefined, 'json'),
  ]) {
    it(`are signed in for once when the refresh ends in ${refusal.oauthError ?? refusal.statusCode}`, async () => {
      const tokenGrant = stubGrant(600);
      tokenGrant.refresh.rejects(refusal);
      const tokens = sourceOf(tokenGrant);
      await tokens.get();
      tokenGrant.signIn.resolves(granted(9, 600));
      const renewed = await hundred(() => tokens.renew('access-1'));
      assert.deepEqual(renewed, Array(100).fill('access-9'));
      assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [1, 2]);
    });
  }

  it('do not try a dead refresh token again when the sign-in after it failed', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.refresh.rejects(DEAD);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    tokenGrant.signIn.onSecondCall().rejects(new ServiceError('UNREACHABLE'));
    await rejection(tokens.renew('access-1'));
    tokenGrant.signIn.resolves(granted(9, 600));
    assert.equal(await tokens.renew('access-1'), 'access-9');
    assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [1, 3]);
  });

  it('keep their refresh token when it could not be shown to the service', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.refresh
      .onFirstCall()
      .rejects(new ServiceError('UNREACHABLE', { reason: 'ECONNREFUSED' }));
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    const { code, facts } = await rejection(tokens.renew('access-1'));
    assert.deepEqual([code, facts], ['UNREACHABLE', { reason: 'ECONNREFUSED', during: 'sign-in' }]);
    await tokens.renew('access-1');
    assert.equal(tokenGrant.refresh.secondCall.args[0], 'refresh-1');
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('are kept when they cannot be renewed: the refusal may have been that of a gateway', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.refresh.rejects(new TokenRefusal(403, undefined, undefined, 'page'));
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    assert.equal((await rejection(tokens.renew('access-1'))).code, 'SIGN_IN_FAILED');
    assert.equal(await tokens.get(), 'access-1');
    await clock.pass(600_000);
    tokenGrant.refresh.resolves(granted(2, 600));
    assert.equal(await tokens.get(), 'access-2');
    assert.equal(tokenGrant.signIn.callCount, 1, 'the page of a gateway is not shown the password');
  });

  it('keep their refresh token when neither it nor the password got an OAuth answer', async () => {
    const tokenGrant = stubGrant(600);
    const refusal = new TokenRefusal(400, undefined, undefined, 'json');
    tokenGrant.refresh.onFirstCall().rejects(refusal);
    tokenGrant.signIn.onSecondCall().rejects(refusal);
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await rejection(tokens.renew('access-1'));
    await clock.pass(10_000);
    await tokens.renew('access-1');
    assert.equal(tokenGrant.refresh.secondCall.args[0], 'refresh-1');
  });

  it('are signed in for again where there is no refresh token or no refresh grant', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.signIn.resolves({ ...granted(1, 600), refreshToken: undefined });
    const tokens = sourceOf(tokenGrant);
    await tokens.get();
    await tokens.renew('access-1');
    assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [0, 2]);

    const { refusal, signIn } = stubGrant(600);
    const other = new TokenSource({ refusal, signIn }, new Aborter().signal);
    await other.get(new Watcher());
    await other.renew('access-1', new Watcher());
    assert.equal(signIn.callCount, 2);
  });
});
