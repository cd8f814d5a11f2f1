import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { AccountCredentials } from '../../nodes/settings';
import { until } from './support/clock';
import { assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

const EVERY_SECOND = onTab({
  id: 'inject',
  type: 'inject',
  props: [],
  repeat: '1',
  wires: [['links']],
});
const FLOW = [EVERY_SECOND, links(), CATCH, CAUGHT];

describe('credentials that the service refuses', () => {
  const bed = useTestBed();

  const wrong = (name: keyof AccountCredentials): AccountCredentials => ({
    ...bed.simulator.account,
    [name]: randomBytes(12).toString('hex'),
  });

  /** Lets the inject node trigger once a second, and each message come to its end. */
  async function passSeconds(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      const before = bed.journal.completedBy('links');
      bed.clock.tick(1_000);
      await until(() => bed.journal.completedBy('links') > before, 'the message comes to its end');
    }
  }

  it('are asked for 4 times, each time later, by an inject every second for an hour, and each of its 3,600 messages fails', async function () {
    this.timeout(30_000);
    await bed.deploy(FLOW, { credentials: wrong('password') });
    await passSeconds(3_600);
    const caught = await bed.journal.receives('caught', 3_600);
    assert(caught.every(({ error }) => Object(error).code === 'CREDENTIALS_REJECTED'));
    assert.equal(new Set(caught.map(({ error }) => Object(error).message)).size, 1);
    const minutes = bed.simulator.requests.map(({ at }) => (at - bed.clock.now) / 60_000 + 60);
    assert.deepEqual(minutes.map(Math.floor), [0, 1, 5, 21]);
    assert.equal(bed.journal.received('out').length, 0);

    await bed.redeploy(FLOW, { credentials: bed.simulator.account });
    await passSeconds(1);
    assert.equal((await bed.journal.receives('out', 1)).length, 1);
  });

  for (const [name, code] of [
    ['username', 'CREDENTIALS_REJECTED'],
    ['password', 'CREDENTIALS_REJECTED'],
    ['clientId', 'CLIENT_REJECTED'],
    ['clientSecret', 'CLIENT_REJECTED'],
  ] as const) {
    it(`because of the ${name} fail at once as ${code}, and work at once when it is deployed right`, async () => {
      await bed.deploy([links()], { credentials: wrong(name) });
      const first = assertFailed(await bed.trigger('links'), code);
      const second = assertFailed(await bed.trigger('links'), code);
      assert.equal(second.message, first.message);
      assert.equal(tokenRequests(bed.simulator).length, 1);
      await bed.redeploy([links()], { credentials: bed.simulator.account });
      assertSent(await bed.trigger('links'));
    });
  }

  it('are not asked for again because another node was deployed', async () => {
    await bed.deploy([links()], { credentials: wrong('password') });
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    await bed.redeploy([links({ mode: 'items' })]);
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    assert.deepEqual(tokenRequests(bed.simulator), ['password 400']);
  });

  it('work without a deploy when the service accepts them after the cooling time', async () => {
    const credentials = wrong('password');
    await bed.deploy([links()], { credentials });
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    bed.simulator.changeAccount(credentials);
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    bed.clock.tick(60_000);
    assertSent(await bed.trigger('links'));
  });

  it('are only noticed when the tokens end, where the password changes meanwhile', async () => {
    await bed.deploy([links()]);
    assertSent(await bed.trigger('links'));
    bed.simulator.changeAccount({ password: randomBytes(12).toString('hex') });
    assertSent(await bed.trigger('links'));
    bed.simulator.revokeAccessTokens();
    bed.simulator.revokeRefreshTokens();
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    assert.deepEqual(tokenRequests(bed.simulator), [
      'password 200',
      'refresh_token 400',
      'password 400',
    ]);
  });
});

describe('a token endpoint that asks for patience', () => {
  const bed = useTestBed();

  it('is left alone for as long as it says, and every message hears how long', async () => {
    await bed.deploy([links()]);
    const fault = { kind: 'answer', status: 429, headers: { 'retry-after': '40159' } } as const;
    bed.simulator.faults.add({ fault });
    assert.equal(assertFailed(await bed.trigger('links'), 'RATE_LIMITED').retryAfter, 40_159);
    bed.clock.tick(159_000);
    assert.equal(assertFailed(await bed.trigger('links'), 'RATE_LIMITED').retryAfter, 40_000);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 429']);
    bed.clock.tick(40_000_000);
    assertSent(await bed.trigger('links'));
  });
});
