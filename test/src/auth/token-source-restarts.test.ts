import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import type { Kept } from '../../../src/auth/token-file';
import { TokenRefusal } from '../../../src/auth/token-response';
import { TokenSource } from '../../../src/auth/token-source';
import { ServiceError } from '../../../src/errors';
import { useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { type StubGrant, stubGrant } from '../../support/stub-grant';
import { Watcher } from '../../support/watcher';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const WRONG_PASSWORD = new TokenRefusal(400, 'invalid_grant');

describe('a refused token request in a loop of restarts', () => {
  const clock = useFakeClock();

  /** What outlasts a process. */
  let kept: Kept;
  beforeEach(() => {
    kept = {};
  });
  function start(tokenGrant: StubGrant) {
    const store = {
      load: () => Promise.resolve(kept),
      save: async (changed: Kept) => {
        kept = changed;
      },
    };
    const tokens = new TokenSource(tokenGrant, new Aborter().signal, { store });
    return () => tokens.get(new Watcher());
  }

  it('is sent as often as without them', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.rejects(WRONG_PASSWORD);
    for (let second = 0; second < 3_600; second += 10) {
      const { code, facts } = await rejection(start(tokenGrant)());
      assert.deepEqual([code, facts.statusCode], ['CREDENTIALS_REJECTED', 400]);
      await clock.pass(10 * SECOND);
    }
    assert.equal(tokenGrant.signIn.callCount, 4, 'at 0, 1, 5 and 21 minutes');
  });

  const UNEXPLAINED = new TokenRefusal(401, undefined, undefined, 'json');
  for (const [what, failure, least, most] of [
    ['a page', new TokenRefusal(404, undefined, undefined, 'page'), 60, 70],
    ['status 500', new ServiceError('SERVER_ERROR', { statusCode: 500 }), 60, 70],
    // As often for half an hour, and then less and less.
    ['a refusal that says no more', UNEXPLAINED, 20, 30],
  ] as const) {
    it(`is sent as often as without them where the service answers ${what}`, async () => {
      const tokenGrant = stubGrant();
      tokenGrant.signIn.rejects(failure);
      const seen = new Set<string>();
      for (let second = 0; second < 7_200; second += 10) {
        const { code, message, facts } = await rejection(start(tokenGrant)());
        seen.add(`${code} ${message} ${facts.during}`);
        await clock.pass(10 * SECOND);
      }
      assert.equal(seen.size, 1, [...seen].join());
      const { callCount } = tokenGrant.signIn;
      assert(callCount >= least && callCount <= most, `${callCount} sign-ins in two hours`);
    });
  }

  it('waits as long as the service asked it to', async () => {
    const tokenGrant = stubGrant();
    const facts = { statusCode: 429, retryAfter: 3_600 };
    tokenGrant.signIn.onFirstCall().rejects(new ServiceError('RATE_LIMITED', facts));
    await rejection(start(tokenGrant)());
    await clock.pass(600 * SECOND);
    const { code, facts: later } = await rejection(start(tokenGrant)());
    assert.deepEqual([code, later.retryAfter, later.during], ['RATE_LIMITED', 3_000, 'sign-in']);
    await clock.pass(3_000 * SECOND);
    assert.equal(await start(tokenGrant)(), 'access-1');
  });

  it('is forgotten when the credentials work', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.onFirstCall().rejects(WRONG_PASSWORD);
    await rejection(start(tokenGrant)());
    await clock.pass(MINUTE);
    await start(tokenGrant)();
    assert.equal(kept.pause, undefined);
    assert.equal(await start(tokenGrant)(), 'access-1');
  });

  it('does not keep good tokens from being used', async () => {
    const tokenGrant = stubGrant();
    await start(tokenGrant)();
    const pause = { code: 'CREDENTIALS_REJECTED', isTold: false, count: 1 } as const;
    kept = { ...kept, pause: { ...pause, startedAt: Date.now(), length: MINUTE } };
    assert.equal(await start(tokenGrant)(), 'access-1');
  });

  it('is no longer than it was where the clock has lost its years', async () => {
    const tokenGrant = stubGrant();
    tokenGrant.signIn.onFirstCall().rejects(WRONG_PASSWORD);
    await rejection(start(tokenGrant)());
    clock.set(0);
    const get = start(tokenGrant);
    await rejection(get());
    await clock.pass(MINUTE);
    assert.equal(await get(), 'access-1');
  });
});
