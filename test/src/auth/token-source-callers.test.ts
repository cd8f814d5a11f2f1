import assert from 'node:assert/strict';
import { Aborter } from '../../../src/abort';
import type { TokenAnswer } from '../../../src/auth/token-response';
import { TokenSource } from '../../../src/auth/token-source';
import { ServiceError } from '../../../src/errors';
import type { Caller } from '../../../src/http/message';
import { until } from '../../support/clock';
import { granted, stubGrant } from '../../support/stub-grant';
import { Watcher } from '../../support/watcher';

const REASON = new Error('The node was closed.');

/** A source whose sign-in ends when the test says so, or when the source is closed. */
function slowSource() {
  const closing = new Aborter();
  const tokenGrant = stubGrant(600);
  const seen: Caller[] = [];
  let grant = (_answer: TokenAnswer): void => undefined;
  const answer = new Promise<TokenAnswer>((resolve) => {
    grant = resolve;
  });
  tokenGrant.signIn.callsFake((caller) => {
    seen.push(caller);
    return new Promise((resolve, reject) => {
      caller.signal.onAbort(() => reject(caller.signal.reason));
      void answer.then(resolve);
    });
  });
  return {
    tokenGrant,
    tokens: new TokenSource(tokenGrant, closing.signal),
    grant: () => grant(granted(1, 600)),
    asked: () => until(() => seen.length > 0),
    wait: (seconds: number) => seen.at(-1)?.observer?.onWait?.(seconds),
    close: () => closing.abort(REASON),
  };
}

describe('those who wait for a token', () => {
  it('may abort without disturbing the others', async () => {
    const { tokens, tokenGrant, grant } = slowSource();
    const watchers = Array.from({ length: 100 }, () => new Watcher());
    const outcomes = watchers.map((watcher) => tokens.get(watcher));
    const [first] = outcomes;
    watchers[0]?.abort(REASON);
    await assert.rejects(first ?? Promise.resolve(), REASON);
    grant();
    assert.deepEqual(await Promise.all(outcomes.slice(1)), Array(99).fill('access-1'));
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('may all abort, and whoever comes next gets what they asked for', async () => {
    const { tokens, tokenGrant, grant } = slowSource();
    const watcher = new Watcher();
    const outcome = assert.rejects(tokens.get(watcher), REASON);
    watcher.abort(REASON);
    await outcome;
    const next = tokens.get(new Watcher());
    grant();
    assert.equal(await next, 'access-1');
    assert.equal(tokenGrant.signIn.callCount, 1);
  });

  it('ask for nothing when they have aborted before', async () => {
    const { tokens, tokenGrant } = slowSource();
    const watcher = new Watcher();
    watcher.abort(REASON);
    await assert.rejects(tokens.get(watcher), REASON);
    assert.equal(tokenGrant.signIn.callCount, 0);
  });

  it('are all rejected when the account is closed', async () => {
    const { tokens, asked, close } = slowSource();
    const outcomes = Array.from({ length: 100 }, () => tokens.get(new Watcher()));
    const settled = Promise.allSettled(outcomes);
    await asked();
    close();
    for (const outcome of await settled) {
      assert.deepEqual(outcome, { status: 'rejected', reason: REASON });
    }
  });

  it('learn of the closing even where the request fails for another reason', async () => {
    const { tokens, tokenGrant, close } = slowSource();
    tokenGrant.signIn.callsFake(async () => {
      close();
      throw new ServiceError('UNREACHABLE');
    });
    await assert.rejects(tokens.get(new Watcher()), REASON);
  });

  it('all learn why it takes long, but only as long as they wait', async () => {
    const { tokens, grant, asked, wait } = slowSource();
    const [first, second] = [new Watcher(), new Watcher()];
    const outcomes = [tokens.get(first), tokens.get(second)];
    await asked();
    wait(5);
    second.abort(REASON);
    await assert.rejects(outcomes[1] ?? Promise.resolve(), REASON);
    wait(7);
    grant();
    await outcomes[0];
    wait(9);
    assert.deepEqual([first.waits, second.waits], [[5, 7], [5]]);
  });

  it('leave no listener behind', async () => {
    const { tokens, grant } = slowSource();
    const watcher = new Watcher();
    const outcome = tokens.get(watcher);
    assert.equal(watcher.signal.waiting, 1);
    grant();
    await outcome;
    assert.equal(watcher.signal.waiting, 0);
  });
});
