import assert from 'node:assert/strict';
import type { Inode } from '../../../src/services/inode';
import { useFakeClock } from '../../support/fake-clock';
import { fetchAll } from '../../support/fetch-all';
import { rejection } from '../../support/rejection';
import { useInode } from '../../support/use-inode';
import { useSimulator } from '../../support/use-simulator';
import { Watcher } from '../../support/watcher';

const TOKEN = { path: '/api/oauth/token/' };
const HOUR = 3_600;

describe('the sign-in of an iNode account', () => {
  const simulator = useSimulator({ accessTokenLifetime: 600 });
  const inode = useInode(simulator);
  const clock = useFakeClock();

  const grants = () =>
    simulator.current.requests
      .filter(({ path }) => path === TOKEN.path)
      .map(({ body, status }) => `${body['grant_type']} ${status}`);
  const twenty = (account: Inode) =>
    Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        fetchAll(account, new Watcher(), { resource: n % 2 === 0 ? 'links' : 'devices' }),
      ),
    );

  it('happens once for twenty callers of both lists', async () => {
    await twenty(inode());
    assert.deepEqual(grants(), ['password 200']);
  });

  it('is one refresh when twenty callers come with an expired token', async () => {
    const account = inode();
    await fetchAll(account);
    await clock.pass(600_000);
    assert.equal((await twenty(account)).length, 20);
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
    assert.equal(simulator.current.count({ status: 401 }), 0);
  });

  it('is one refresh when twenty callers come with a token that the service has forgotten', async () => {
    const account = inode();
    for (let round = 0; round < 3; round++) {
      simulator.current.revokeAccessTokens();
      await twenty(account);
    }
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200', 'refresh_token 200']);
  });

  it('shows the password once more when the refresh token is dead', async () => {
    const account = inode();
    await fetchAll(account);
    simulator.current.revokeAccessTokens();
    simulator.current.revokeRefreshTokens();
    await twenty(account);
    assert.deepEqual(grants(), ['password 200', 'refresh_token 400', 'password 200']);
  });

  it('happens once in a day of polls, a minute apart, with tokens of ten minutes', async () => {
    const account = inode();
    for (let minute = 0; minute < 24 * 60; minute++) {
      assert.equal((await fetchAll(account))[0]?.length, 24);
      await clock.pass(60_000);
    }
    assert.deepEqual(grants(), ['password 200', ...Array(143).fill('refresh_token 200')]);
    assert.equal(simulator.current.count({ status: 200 }), 144 + 24 * 60);
  });

  it('costs a handful of requests in an hour of triggers with a wrong password', async () => {
    const account = inode();
    simulator.current.changeAccount({ password: 'another one' });
    const messages = new Set<string>();
    for (let second = 0; second < HOUR; second++) {
      messages.add((await rejection(fetchAll(account))).message);
      await clock.pass(1_000);
    }
    assert.deepEqual(grants(), Array(4).fill('password 400'));
    assert.equal(simulator.current.count(), 4);
    assert.equal(messages.size, 1);
  });

  it('is tried again at once by another account, as after a deploy', async () => {
    const { password } = simulator.current.account;
    const before = inode();
    simulator.current.changeAccount({ password: 'another one' });
    await rejection(fetchAll(before));
    const after = inode();
    assert.equal((await fetchAll(after))[0]?.length, 24);
    assert.notEqual(simulator.current.account.password, password);
  });

  it('says whether the user or the client was refused', async () => {
    const [first, second] = [inode(), inode()];
    simulator.current.changeAccount({ clientSecret: 'another one' });
    assert.equal((await rejection(fetchAll(first))).code, 'CLIENT_REJECTED');
    simulator.current.changeAccount({ clientSecret: '', username: 'nobody' });
    assert.equal((await rejection(fetchAll(second))).code, 'CLIENT_REJECTED');
    const third = inode();
    simulator.current.changeAccount({ username: 'somebody' });
    assert.equal((await rejection(fetchAll(third))).code, 'CREDENTIALS_REJECTED');
  });

  it('fails at once where the service asks for a wait of eleven hours, and works after it', async () => {
    const headers = { 'retry-after': '40159' };
    simulator.current.faults.add({ on: TOKEN, fault: { kind: 'answer', status: 429, headers } });
    const account = inode();
    const watcher = new Watcher();
    const { code, facts } = await rejection(fetchAll(account, watcher));
    assert.deepEqual([code, facts.retryAfter, watcher.waits], ['RATE_LIMITED', 40_159, []]);
    for (let hour = 0; hour < 11; hour++) {
      await rejection(fetchAll(account));
      await clock.pass(HOUR * 1_000);
    }
    assert.equal(simulator.current.count(), 1);
    await clock.pass(559_000);
    assert.equal((await fetchAll(account))[0]?.length, 24);
  });

  it('has its own retries, which those of the call do not multiply', async () => {
    const times = Number.POSITIVE_INFINITY;
    simulator.current.faults.add({ on: TOKEN, fault: { kind: 'answer', status: 503 }, times });
    const watcher = new Watcher(clock);
    const error = await rejection(fetchAll(inode(), watcher));
    assert.deepEqual([error.code, error.facts.during], ['SERVER_ERROR', 'sign-in']);
    assert.deepEqual([simulator.current.count(), watcher.waits.length], [4, 3]);
  });

  it('works again as soon as the network does', async () => {
    const outage = { kind: 'reset' } as const;
    simulator.current.faults.add({ on: TOKEN, fault: outage, times: 5 });
    const account = inode({ retries: 0 });
    for (let trigger = 0; trigger < 5; trigger++) {
      assert.equal((await rejection(fetchAll(account))).code, 'UNREACHABLE');
    }
    assert.equal((await fetchAll(account))[0]?.length, 24);
  });
});
