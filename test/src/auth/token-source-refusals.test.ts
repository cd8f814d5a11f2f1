import assert from 'node:assert/strict';
import { TokenRefusal } from '../../../src/auth/token-response';
import { type ErrorCode, type ErrorFacts, ServiceError } from '../../../src/errors';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { granted, sourceOf, stubGrant } from '../../support/stub-grant';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const WRONG_PASSWORD = new TokenRefusal(400, 'invalid_grant');
const WRONG_CLIENT = new TokenRefusal(401, 'invalid_client');

describe('a refused token request', () => {
  const clock = useFakeClock();

  /** Triggers once a second; all of the errors, without repetitions. */
  async function everySecond(seconds: number, get: () => Promise<string>): Promise<string[]> {
    const errors = new Set<string>();
    for (let second = 0; second < seconds; second++) {
      const { code, message } = await rejection(get());
      errors.add(`${code} ${message}`);
      await clock.pass(SECOND);
    }
    return [...errors];
  }

  const MEANINGS: [refusal: TokenRefusal, code: ErrorCode][] = [
    [WRONG_PASSWORD, 'CREDENTIALS_REJECTED'],
    [new TokenRefusal(403, 'access_denied'), 'CREDENTIALS_REJECTED'],
    [new TokenRefusal(401, undefined), 'SIGN_IN_FAILED'],
    [WRONG_CLIENT, 'CLIENT_REJECTED'],
    [new TokenRefusal(400, 'unauthorized_client'), 'CLIENT_REJECTED'],
    [new TokenRefusal(400, 'invalid_scope'), 'SIGN_IN_FAILED'],
    [new TokenRefusal(404, undefined), 'SIGN_IN_FAILED'],
  ];
  for (const [refusal, code] of MEANINGS) {
    const { statusCode, oauthError } = refusal;
    it(`means ${code} with ${statusCode} ${oauthError ?? ''}, and is not repeated immediately`, async () => {
      const tokenGrant = stubGrant();
      tokenGrant.signIn.rejects(refusal);
      const { get } = sourceOf(tokenGrant);
      const first = await rejection(get());
      assert.deepEqual([first.code, first.facts.statusCode], [code, statusCode]);
      const second = await rejection(get());
      assert.deepEqual([second.code, second.message], [first.code, first.message]);
      assert.equal(tokenGrant.signIn.callCount, 1);
    });
  }

  it('costs a handful of requests in an hour of triggers, each with the same error', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.rejects(WRONG_PASSWORD);
    const errors = await everySecond(3_600, sourceOf(tokenGrant).get);
    assert.equal(errors.length, 1);
    assert.match(errors[0] ?? '', /^CREDENTIALS_REJECTED /);
    assert.equal(tokenGrant.signIn.callCount, 4, 'at 0, 1, 5 and 21 minutes');
  });

  it('is shown to the service again after a minute, and a success ends it', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.onFirstCall().rejects(WRONG_PASSWORD);
    const { get } = sourceOf(tokenGrant);
    await everySecond(60, get);
    assert.equal(await get(), 'access-1');
    assert.equal(tokenGrant.signIn.callCount, 2);
  });

  it('of a client that may not refresh any more is no reason to show the password', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.refresh.rejects(WRONG_CLIENT);
    const { get, renew } = sourceOf(tokenGrant);
    await get();
    assert.equal((await rejection(renew('access-1'))).code, 'CLIENT_REJECTED');
    assert.equal((await everySecond(59, () => renew('access-1'))).length, 1);
    assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [1, 1]);
  });

  it('counts from the beginning again after a success', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.onFirstCall().rejects(WRONG_PASSWORD).onThirdCall().rejects(WRONG_PASSWORD);
    tokenGrant.refresh.rejects(WRONG_PASSWORD);
    const { get, renew } = sourceOf(tokenGrant);
    await rejection(get());
    await clock.pass(MINUTE);
    await rejection(renew(await get()));
    await clock.pass(MINUTE);
    assert.equal(await renew('access-1'), 'access-1');
  });

  it('of credentials that have worked is repeated after 15 minutes at the latest', async () => {
    const tokenGrant = stubGrant(60);
    const { get } = sourceOf(tokenGrant);
    await get();
    tokenGrant.refresh.rejects(WRONG_PASSWORD);
    tokenGrant.signIn.rejects(WRONG_PASSWORD);
    await clock.pass(MINUTE);
    await everySecond(3_600, get);
    assert.equal(tokenGrant.signIn.callCount, 1 + 6, 'at 0, 1, 5, 20, 35 and 50 minutes');
  });

  const FAILURES: [what: string, failure: Error][] = [
    ['a page with status 401', new TokenRefusal(401, undefined, undefined, 'page')],
    ['a page with status 404', new TokenRefusal(404, undefined, undefined, 'page')],
    ['JSON without an OAuth error', new TokenRefusal(400, undefined, undefined, 'json')],
    ['an OAuth error of the request', new TokenRefusal(400, 'invalid_request')],
    ['a page with status 200', new ServiceError('SIGN_IN_FAILED', { statusCode: 200 })],
    ['a busy server', new ServiceError('SERVER_ERROR', { statusCode: 503 })],
  ];
  for (const [what, failure] of FAILURES) {
    it(`that is ${what} says nothing of the credentials: it is repeated after two minutes at the most`, async () => {
      const tokenGrant = stubGrant(600);
      tokenGrant.signIn.rejects(failure);
      const { get } = sourceOf(tokenGrant);
      assert.equal((await everySecond(1_500, get)).length, 1);
      assert.equal(tokenGrant.signIn.callCount, 17);
      tokenGrant.signIn.resolves(granted(1, 600));
      await clock.pass(110 * SECOND);
      assert.equal(await get(), 'access-1');
    });
  }

  const REFRESH_FAILURES: [what: string, failure: Error][] = [
    ['a page', new TokenRefusal(404, undefined, undefined, 'page')],
    ['a page with status 200', new ServiceError('SIGN_IN_FAILED', { statusCode: 200 })],
    ['a fault in the service', new ServiceError('SERVER_ERROR', { statusCode: 500 })],
  ];
  for (const [what, failure] of REFRESH_FAILURES) {
    it(`that gets ${what} for each refresh ends in a sign-in within two minutes`, async () => {
      const tokenGrant = stubGrant(600);
      const { get } = sourceOf(tokenGrant);
      await get();
      tokenGrant.refresh.rejects(failure);
      tokenGrant.signIn.resolves(granted(9, 600));
      await clock.pass(10 * MINUTE);
      let seconds = 0;
      for (; (await get().catch(() => '')) !== 'access-9'; seconds++) await clock.pass(SECOND);
      assert(seconds <= 120, `${seconds} s`);
      assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [3, 2]);
    });
  }

  it('that gets a page, as the sign-in does, costs no tokens: they are refreshed after it', async () => {
    const tokenGrant = stubGrant(600);
    const { get } = sourceOf(tokenGrant);
    await get();
    const page = new TokenRefusal(503, undefined, undefined, 'page');
    tokenGrant.refresh.rejects(page);
    tokenGrant.signIn.rejects(page);
    await clock.pass(10 * MINUTE);
    await everySecond(1_500, get);
    tokenGrant.refresh.resolves(granted(2, 600));
    await clock.pass(110 * SECOND);
    assert.equal(await get(), 'access-2');
    assert.equal(tokenGrant.refresh.lastCall.args[0], 'refresh-1');
  });

  it('that is busy for a refresh is no reason to show the password', async () => {
    const tokenGrant = stubGrant(600);
    const { get } = sourceOf(tokenGrant);
    await get();
    tokenGrant.refresh.rejects(new ServiceError('SERVER_ERROR', { statusCode: 503 }));
    await clock.pass(10 * MINUTE);
    await everySecond(1_500, get);
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('without an OAuth error is sent each 15 minutes at last, because it may mean the password', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.signIn.rejects(new TokenRefusal(401, undefined, undefined, 'json'));
    const { get } = sourceOf(tokenGrant);
    const inHour = async (): Promise<number> => {
      const before = tokenGrant.signIn.callCount;
      for (let second = 0; second < 3_600; second += 10) {
        await rejection(get());
        await clock.pass(10 * SECOND);
      }
      return tokenGrant.signIn.callCount - before;
    };
    const first = await inHour();
    assert(first <= 25, `${first} in the first hour`);
    assert.deepEqual([await inHour(), await inHour()], [4, 4]);
  });

  it('without an OAuth error is no longer one because the clock is set by years', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.signIn.rejects(new TokenRefusal(400, undefined, undefined, 'json'));
    const { get } = sourceOf(tokenGrant);
    await rejection(get());
    clock.set(Date.UTC(2036, 0));
    await everySecond(300, get);
    tokenGrant.signIn.resolves(granted(1, 600));
    await clock.pass(110 * SECOND);
    assert.equal(await get(), 'access-1');
  });

  it('is not repeated earlier because the clock is set forward', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.signIn.rejects(WRONG_PASSWORD);
    const { get } = sourceOf(tokenGrant);
    for (let jump = 0; jump < 5; jump++) {
      await rejection(get());
      clock.set(Date.now() + 6 * 60 * MINUTE);
    }
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('that is a page is sent each two minutes however long it lasts', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.signIn.rejects(new TokenRefusal(401, undefined));
    const { get } = sourceOf(tokenGrant);
    await everySecond(7_200, get);
    tokenGrant.signIn.resolves(granted(1, 600));
    await clock.pass(110 * SECOND);
    assert.equal(await get(), 'access-1');
  });

  it('costs one request, however many come back to renew their tokens one after the other', async () => {
    const tokenGrant = stubGrant(600);
    tokenGrant.refresh.rejects(new TokenRefusal(404, undefined));
    const { get, renew } = sourceOf(tokenGrant);
    await get();
    for (let caller = 0; caller < 10; caller++) await rejection(renew('access-1'));
    assert.deepEqual([tokenGrant.refresh.callCount, tokenGrant.signIn.callCount], [1, 1]);
  });

  it('for too many requests is not sent again before its time is over', async () => {
    const tokenGrant = stubGrant();
    const facts = { statusCode: 429, retryAfter: 40_159 };
    tokenGrant.signIn.onFirstCall().rejects(new ServiceError('RATE_LIMITED', facts));
    const { get } = sourceOf(tokenGrant);
    const first = await rejection(get());
    assert.deepEqual([first.code, first.facts], ['RATE_LIMITED', { ...facts, during: 'sign-in' }]);
    await clock.pass(159 * SECOND);
    const later = await rejection(get());
    assert.deepEqual([later.code, later.facts.retryAfter], ['RATE_LIMITED', 40_000]);
    await clock.pass(40_000 * SECOND - 1);
    assert.equal((await rejection(get())).facts.retryAfter, 1);
    assert.equal(tokenGrant.signIn.callCount, 1);
    await clock.pass(1);
    assert.equal(await get(), 'access-1');
  });

  const PASSING: [code: ErrorCode, facts: ErrorFacts][] = [
    ['UNREACHABLE', { reason: 'ECONNREFUSED' }],
    ['TIMEOUT', {}],
    ['TLS_FAILED', { reason: 'CERT_HAS_EXPIRED' }],
    ['PROXY_REFUSED', { statusCode: 407 }],
    ['ANSWER_INCOMPLETE', {}],
  ];
  for (const [code, facts] of PASSING) {
    it(`is not what ${code} means, so the next trigger tries again`, async () => {
      const tokenGrant = stubGrant();
      tokenGrant.signIn
        .onFirstCall()
        .rejects(new ServiceError(code, facts))
        .onSecondCall()
        .resolves(granted(7, 600));
      const { get } = sourceOf(tokenGrant);
      assert.equal((await rejection(get())).code, code);
      assert.equal(await get(), 'access-7');
    });
  }
});
