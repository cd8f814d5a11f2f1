import assert from 'node:assert/strict';
import { payloadOf } from '../payload';
import { DEVICES, LINKS, useTestBed } from '../test-bed';
import { WRONG } from '../wrong';

/** An account that signs in by its API key. */
export function apiKeyCases(): void {
  describe('an API key', () => {
    const bed = useTestBed();

    it('reads both lists and needs no token request', async () => {
      // People copy the address without its last slash.
      const baseUrl = bed.stack.baseUrl.replace(/\/$/, '');
      const { trigger } = await bed.deploy({
        lists: [LINKS, DEVICES],
        account: { auth: 'token', baseUrl },
      });
      assert.deepEqual(payloadOf(await trigger('links')), bed.links);
      assert.deepEqual(payloadOf(await trigger('devices')), bed.devices);
      const seen = await bed.stack.requests();
      assert.deepEqual(
        seen.map(({ path, status }) => `${path} ${status}`),
        ['/api/v1/links/ 200', '/api/v1/devices/ 200'],
      );
    });

    it('fails after one request when it is wrong', async () => {
      const { trigger } = await bed.deploy({
        lists: [LINKS],
        account: { auth: 'token' },
        credentials: { token: WRONG },
      });
      await assert.rejects(trigger('links'), { code: 'TOKEN_REJECTED', statusCode: 401 });
      assert.equal((await bed.stack.requests()).length, 1);
    });
  });
}
