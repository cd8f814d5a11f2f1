import assert from 'node:assert/strict';
import { assertSent } from '../nodes/support/failure';
import { devices, JOIN, links } from '../nodes/support/flow-nodes';
import { payloadOf } from '../nodes/support/parts';
import { TWENTY, triggerTwenty } from '../nodes/support/twenty';
import { withStoppedClock } from '../support/clock';
import { useConformanceRig } from './conformance-rig';
import { listRequests, tokenRequests } from './request-log';

/** Seconds between two polls. */
const INTERVAL = 3_600;

/** Polls in the 36,000 seconds for which it says that an access token lives. */
const POLLS_A_LIFE = 10;

describe('the tokens of django-oauth-toolkit', () => {
  const rig = useConformanceRig();

  it('cost one sign-in for both lists, each of them complete', async () => {
    const flow = await rig.deploy([links(), devices()]);
    assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
    assert.deepEqual(assertSent(await flow.trigger('devices')).map(payloadOf), [rig.devices]);
    assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['password 200']);
    assert.deepEqual(
      listRequests(seen).map(({ path, query }) => `${path}?${query}`),
      ['links', 'devices', 'links'].map((list) => `/api/v1/${list}/?no_pagination`),
    );
  });

  it('cost one sign-in for 20 nodes that are triggered at the same time', async () => {
    await triggerTwenty(await rig.deploy(TWENTY), rig);
    assert.deepEqual(tokenRequests(await rig.django.requests()), ['password 200']);
  });

  it('cost one refresh for 20 nodes that are triggered when they have expired', async () => {
    const flow = await rig.deploy(TWENTY);
    assertSent(await flow.trigger('list0'));
    // The second round has only the rotated refresh token of the first one to live on.
    for (let round = 1; round <= 2; round++) {
      await rig.django.expireAccessTokens();
      await rig.django.clearRequests();
      await triggerTwenty(flow, rig);
      assert.deepEqual(tokenRequests(await rig.django.requests()), ['refresh_token 200']);
    }
  });

  it('may expire between two pages, and the list continues with the next page', async () => {
    const flow = await rig.deploy([devices(), links({ mode: 'pages', wires: [[JOIN.id]] })]);
    assertSent(await flow.trigger('devices'));
    await rig.django.clearRequests();
    await rig.django.expireAccessTokens(3);
    assertSent(await flow.trigger('links', { query: { page_size: 10 } }));
    assert.deepEqual((await flow.receives('out', 2)).map(payloadOf), [rig.devices, rig.links]);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['refresh_token 200']);
    assert.deepEqual(
      listRequests(seen).map(({ status }) => status),
      [200, 200, 200, 401, 200, 200],
    );
  });

  it('cost one more sign-in for 20 nodes where the refresh token is revoked', async () => {
    const flow = await rig.deploy(TWENTY);
    assertSent(await flow.trigger('list0'));
    await rig.django.expireAccessTokens();
    await rig.django.revokeRefreshTokens();
    await rig.django.clearRequests();
    await triggerTwenty(flow, rig);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['refresh_token 400', 'password 200']);
  });

  it('are refreshed when each is about to end, so that no call is ever refused', () =>
    withStoppedClock(async (clock) => {
      const flow = await rig.deploy([links()]);
      for (let polls = 0; polls <= 2.2 * POLLS_A_LIFE; polls++) {
        assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
        clock.tick(INTERVAL * 1_000);
        await rig.django.ageAccessTokens(INTERVAL);
      }
      const seen = await rig.django.requests();
      const refused = listRequests(seen).filter(({ status }) => status !== 200);
      assert.deepEqual(refused, []);
      assert.deepEqual(tokenRequests(seen), [
        'password 200',
        'refresh_token 200',
        'refresh_token 200',
      ]);
    }));
});
