import assert from 'node:assert/strict';
import { listRequests, tokenRequests } from '../request-log';
import { LINKS, useTestBed } from '../test-bed';
import { TWENTY, triggerTwenty } from '../twenty';
import { WRONG } from '../wrong';

/** A service that answers 403, without a challenge, where others answer 401. */
export function sessionFirstCases(): void {
  describe('where SessionAuthentication comes first', () => {
    const bed = useTestBed({ sessionFirst: true });

    it('takes the 403 of an expired token for what it is: 20 nodes, 1 refresh', async () => {
      const flow = await bed.deploy({ lists: TWENTY });
      await flow.trigger('list0');
      await bed.stack.expireAccessTokens();
      await bed.stack.clearRequests();
      await triggerTwenty(flow, bed);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['refresh_token 200']);
      const refused = listRequests(seen).filter(({ status }) => status !== 200);
      assert.deepEqual([...new Set(refused.map(({ status }) => status))], [403]);
    });

    it('fails after one request when the API key is wrong', async () => {
      const { trigger } = await bed.deploy({
        lists: [LINKS],
        account: { auth: 'token' },
        credentials: { token: WRONG },
      });
      await assert.rejects(trigger('links'), { code: 'FORBIDDEN', statusCode: 403 });
      assert.equal((await bed.stack.requests()).length, 1);
    });
  });
}
