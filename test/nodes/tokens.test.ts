import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { assertFailed, assertSent } from './support/failure';
import { account, devices, links } from './support/flow-nodes';
import { servedList } from './support/served';
import { type TestBed, useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';
import { TWENTY, triggerTwenty } from './support/twenty';

const LINKS = { path: '/api/v1/links/' };
const FOREVER = Number.POSITIVE_INFINITY;

/** Triggers the twenty nodes at the same moment; each must get its list. */
async function triggerAll(bed: TestBed): Promise<void> {
  await triggerTwenty(bed, {
    links: await servedList(bed.simulator, 'links'),
    devices: await servedList(bed.simulator, 'devices'),
  });
}

describe('the sign-in of an account', () => {
  const bed = useTestBed({ accessTokenLifetime: 600 });

  it('waits for the first message', async () => {
    await bed.deploy([links()]);
    assert.equal(bed.simulator.requests.length, 0);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });

  it('happens once for 20 nodes that are triggered at the same time', async () => {
    await bed.deploy(TWENTY);
    await triggerAll(bed);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });

  it('is not shared with another account', async () => {
    const { baseUrl } = bed.simulator;
    await bed.deploy([links(), account({ id: 'other', baseUrl }), devices({ server: 'other' })]);
    assertSent(await bed.trigger('links'));
    const failure = assertFailed(await bed.trigger('devices'), 'CREDENTIALS_MISSING');
    assert.match(failure.message, /user name/);
  });
});

describe('an access token', () => {
  const bed = useTestBed({ accessTokenLifetime: 600 });

  it('is refreshed shortly before its end, so that no call is refused', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    bed.clock.tick(580_000);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    bed.clock.tick(15_000);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.equal(bed.simulator.count({ status: 401 }), 0);
  });

  it('that has expired is refreshed once for 20 nodes that are triggered at the same time', async () => {
    await bed.deploy(TWENTY);
    await bed.trigger('list0');
    bed.clock.tick(700_000);
    await triggerAll(bed);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.equal(bed.simulator.count({ status: 401 }), 0);
  });

  it('is replaced with the refresh token of the last rotation, time after time', async () => {
    await bed.deploy(TWENTY);
    for (let round = 0; round < 4; round++) {
      await triggerAll(bed);
      bed.clock.tick(700_000);
    }
    assert.deepEqual(tokenRequests(bed.simulator), [
      'password 200',
      'refresh_token 200',
      'refresh_token 200',
      'refresh_token 200',
    ]);
  });

  it('that died early is refreshed once for 20 nodes that get a 401 at the same time', async () => {
    await bed.deploy(TWENTY);
    await bed.trigger('list0');
    bed.simulator.revokeAccessTokens();
    await triggerAll(bed);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.equal(bed.simulator.count({ status: 401 }), 2, 'one for the links, one for the devices');
  });

  it('that somebody else has replaced is not replaced again for a late 401', async () => {
    await bed.deploy([links(), devices()]);
    await bed.trigger('links');
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'delay', ms: 1_000 } });
    const late = bed.trigger('links');
    await until(() => bed.simulator.count(LINKS) === 2, 'the slow call is on its way');
    bed.simulator.revokeAccessTokens();
    assertSent(await bed.trigger('devices'));
    bed.clock.tick(1_000);
    assertSent(await late);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.equal(bed.simulator.count({ ...LINKS, status: 401 }), 1);
  });

  it('is replaced by one password grant where the refresh token is dead', async () => {
    await bed.deploy(TWENTY);
    await bed.trigger('list0');
    bed.simulator.revokeRefreshTokens();
    bed.clock.tick(700_000);
    await triggerAll(bed);
    assert.deepEqual(tokenRequests(bed.simulator), [
      'password 200',
      'refresh_token 400',
      'password 200',
    ]);
  });

  it('that is refused for once leads to one refresh and one repetition', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'answer', status: 401 } });
    const [message] = assertSent(await bed.trigger('links'));
    assert.equal(Object(message?.inode).requests, 2);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
  });

  it('that is refused forever does not lead to a loop', async () => {
    await bed.deploy([links()]);
    const fault = { kind: 'answer', status: 401 } as const;
    bed.simulator.faults.add({ on: LINKS, fault, times: FOREVER });
    const { statusCode } = assertFailed(await bed.trigger('links'), 'UNAUTHORIZED');
    assert.equal(statusCode, 401);
    assert.equal(bed.simulator.count(LINKS), 2);
    for (let again = 0; again < 10; again++) {
      assertFailed(await bed.trigger('links'), 'UNAUTHORIZED');
    }
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
  });
});

describe('an access token of which nobody says how long it lives', () => {
  const bed = useTestBed({ accessTokenLifetime: null });

  it('is used until a 401, then refreshed', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    bed.clock.tick(4 * 86_400_000);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    bed.clock.tick(2 * 86_400_000);
    assertSent(await bed.trigger('links'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
  });
});
