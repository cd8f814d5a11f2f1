import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { payloadOf } from '../payload';
import { listRequests, tokenRequests } from '../request-log';
import { DEVICES, LINKS, useTestBed } from '../test-bed';
import { TWENTY, triggerTwenty } from '../twenty';

/** How tokens are got, shared, renewed and replaced. */
export function tokenLifeCases(): void {
  describe('the life of tokens', () => {
    const bed = useTestBed();

    it('signs in once and uses the token for both lists, each as a whole', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS, DEVICES] });
      assert.deepEqual(payloadOf(await trigger('links')), bed.links);
      assert.deepEqual(payloadOf(await trigger('devices')), bed.devices);
      assert.deepEqual(payloadOf(await trigger('links')), bed.links);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['password 200']);
      assert.deepEqual(
        listRequests(seen).map(({ path, query }) => `${path}?${query}`),
        ['links', 'devices', 'links'].map((list) => `/api/v1/${list}/?no_pagination`),
      );
    });

    it('signs in once for 20 nodes that are triggered at once', async () => {
      await triggerTwenty(await bed.deploy({ lists: TWENTY }), bed);
      assert.deepEqual(tokenRequests(await bed.stack.requests()), ['password 200']);
    });

    it('makes 1 token request for 20 nodes triggered at once with an expired token', async () => {
      const flow = await bed.deploy({ lists: TWENTY });
      await flow.trigger('list0');
      // The second round has only the rotated refresh token of the first one to live on.
      for (let round = 1; round <= 2; round++) {
        await bed.stack.expireAccessTokens();
        await bed.stack.clearRequests();
        await triggerTwenty(flow, bed);
        assert.deepEqual(tokenRequests(await bed.stack.requests()), ['refresh_token 200']);
      }
    });

    it('goes on where it was when the token dies between two pages', async () => {
      const flow = await bed.deploy({ lists: [DEVICES, { ...LINKS, mode: 'pages' }] });
      await flow.trigger('devices');
      await bed.stack.clearRequests();
      await bed.stack.expireAccessTokens(3);
      assert.deepEqual(await flow.triggerJoined('links', { query: { page_size: 10 } }), bed.links);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['refresh_token 200']);
      assert.deepEqual(
        listRequests(seen).map(({ status }) => status),
        [200, 200, 200, 401, 200, 200],
      );
    });

    it('signs in again, once, when the refresh token is dead', async () => {
      const flow = await bed.deploy({ lists: TWENTY });
      await flow.trigger('list0');
      await bed.stack.expireAccessTokens();
      await bed.stack.revokeRefreshTokens();
      await bed.stack.clearRequests();
      await triggerTwenty(flow, bed);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['refresh_token 400', 'password 200']);
    });
  });

  describe('the life of tokens that live for 5 seconds', () => {
    const LIFE = 5_000;
    const bed = useTestBed({ tokenSeconds: LIFE / 1_000 });

    it('refreshes shortly before the end of each, so that no call is ever refused', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS] });
      const end = Date.now() + 2.2 * LIFE;
      while (Date.now() < end) {
        assert.deepEqual(payloadOf(await trigger('links')), bed.links);
        await sleep(100);
      }
      const seen = await bed.stack.requests();
      const refused = listRequests(seen).filter(({ status }) => status !== 200);
      assert.deepEqual(refused, []);
      assert.deepEqual(tokenRequests(seen), [
        'password 200',
        'refresh_token 200',
        'refresh_token 200',
      ]);
    });
  });
}
