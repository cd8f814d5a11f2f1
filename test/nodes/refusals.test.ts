import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { AccountCredentials } from '../../nodes/settings';
import { until } from '../support/clock';
import { LONG_RUNS } from '../support/long-runs';
import { assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, links, onTab, request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

/** Seconds from one message to the next. */
const INTERVAL = LONG_RUNS ? 1 : 5;

const TRIGGERED = onTab({
  id: 'inject',
  type: 'inject',
  props: [],
  repeat: String(INTERVAL),
  wires: [['links']],
});
const READ = [request({ path: 'data/echo' })];
const FLOW = [TRIGGERED, links(), CATCH, CAUGHT];

/** What each credential is refused as, by any service with a password grant. */
const REFUSALS = [
  ['username', 'CREDENTIALS_REJECTED'],
  ['password', 'CREDENTIALS_REJECTED'],
  ['clientId', 'CLIENT_REJECTED'],
  ['clientSecret', 'CLIENT_REJECTED'],
] as const;

describe('credentials that iNode refuses', () => {
  const bed = useTestBed();

  const wrong = (name: keyof AccountCredentials): AccountCredentials => ({
    ...bed.simulator.account,
    [name]: randomBytes(12).toString('hex'),
  });

  /** Lets the inject node trigger, and each message come to its end. */
  async function passSeconds(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += INTERVAL) {
      const before = bed.journal.completedBy('links');
      bed.clock.tick(1_000 * INTERVAL);
      await until(() => bed.journal.completedBy('links') > before, 'the message comes to its end');
    }
  }

  it(`are tried 4 times in an hour of a message each ${INTERVAL} s, each of which fails`, async function () {
    this.timeout(120_000);
    await bed.deploy(FLOW, { credentials: wrong('password') });
    await passSeconds(3_600);
    const caught = await bed.journal.receives('caught', 3_600 / INTERVAL);
    assert(caught.every(({ error }) => Object(error).code === 'CREDENTIALS_REJECTED'));
    assert.equal(new Set(caught.map(({ error }) => Object(error).message)).size, 1);
    const minutes = bed.simulator.requests.map(({ at }) => (at - bed.clock.now) / 60_000 + 60);
    assert.deepEqual(minutes.map(Math.floor), [0, 1, 5, 21]);
    assert.equal(bed.journal.received('out').length, 0);

    await bed.redeploy(FLOW, { credentials: bed.simulator.account });
    await passSeconds(INTERVAL);
    assert.equal((await bed.journal.receives('out', 1)).length, 1);
  });

  for (const [name, code] of REFUSALS) {
    it(`are tried once where the ${name} is wrong, fail as ${code}, and work when deployed right`, async () => {
      await bed.deploy([links()], { credentials: wrong(name) });
      const first = assertFailed(await bed.trigger('links'), code);
      const second = assertFailed(await bed.trigger('links'), code);
      assert.equal(second.message, first.message);
      assert.equal(tokenRequests(bed.simulator).length, 1);
      await bed.redeploy([links()], { credentials: bed.simulator.account });
      assertSent(await bed.trigger('links'));
    });
  }

  it('are not tried again because another node was deployed', async () => {
    await bed.deploy([links()], { credentials: wrong('password') });
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    await bed.redeploy([links({ mode: 'items' })]);
    assertFailed(await bed.trigger('links'), 'CREDENTIALS_REJECTED');
    assert.deepEqual(tokenRequests(bed.simulator), ['password 400']);
  });
});

describe('credentials that RDP refuses', () => {
  const { bed, deploy, redeploy } = useRdpBed();

  for (const [name, code] of REFUSALS) {
    it(`are tried once by 30 messages where the ${name} is wrong, and work when deployed right`, async () => {
      const wrong = { ...bed.simulator.rdp.account, [name]: randomBytes(12).toString('hex') };
      await deploy(READ, {}, wrong);
      for (let message = 0; message < 30; message++) {
        assertFailed(await bed.trigger('request'), code);
      }
      assert.equal(bed.simulator.requests.length, 1);
      await redeploy(READ, {}, bed.simulator.rdp.account);
      assertSent(await bed.trigger('request'));
    });
  }

  for (const [name, spoken] of [
    ['username', 'user name'],
    ['password', 'password'],
    ['clientId', 'client id'],
  ] as const) {
    it(`are not sent where the ${spoken} is missing, which the error names`, async () => {
      await deploy(READ, {}, { ...bed.simulator.rdp.account, [name]: '' });
      const { message } = assertFailed(await bed.trigger('request'), 'CREDENTIALS_MISSING');
      assert.match(message, new RegExp(`the ${spoken} is missing`));
    });
  }

  it('may be right where the scope is not, which the error says', async () => {
    await deploy(READ, { scope: 'everything' });
    const { message } = assertFailed(await bed.trigger('request'), 'SIGN_IN_FAILED');
    assert.match(message, /invalid_scope/);
  });
});
