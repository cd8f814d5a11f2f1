import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { payloadOf } from '../payload';
import { listRequests, tokenRequests } from '../request-log';
import { DEVICES, LINKS, useTestBed } from '../test-bed';
import { TWENTY } from '../twenty';
import { WRONG } from '../wrong';

/** How often the service is asked again after it said no, and what a flow hears of it. */
export function refusalCases(): void {
  describe('refusals', () => {
    const bed = useTestBed();

    it('shows a wrong password to the service once, however often it is triggered', async () => {
      const { trigger } = await bed.deploy({ lists: TWENTY, credentials: { password: WRONG } });
      const refused = { code: 'CREDENTIALS_REJECTED', statusCode: 400 };
      await Promise.all(TWENTY.map(({ id }) => assert.rejects(trigger(id), refused)));
      for (const { id } of TWENTY) await assert.rejects(trigger(id), refused);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['password 400']);
      assert.deepEqual(listRequests(seen), []);
    });

    it('tells of a password that was changed while it was running', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS] });
      await trigger('links');
      await bed.stack.changePassword(WRONG);
      await bed.stack.expireAccessTokens();
      await bed.stack.revokeRefreshTokens();
      await bed.stack.clearRequests();
      await rejectsThrice(() => trigger('links'), 'CREDENTIALS_REJECTED', 400);
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['refresh_token 400', 'password 400']);
      await bed.stack.changePassword(bed.stack.credentials.password);
    });

    for (const part of ['clientId', 'clientSecret']) {
      it(`tells of a wrong ${part} and asks once`, async () => {
        const { trigger } = await bed.deploy({ lists: [LINKS], credentials: { [part]: WRONG } });
        await rejectsThrice(() => trigger('links'), 'CLIENT_REJECTED', 401);
        assert.deepEqual(tokenRequests(await bed.stack.requests()), ['password 401']);
      });
    }

    it('gives up on a list that the account may not read, and still reads the other', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS, DEVICES] });
      await bed.stack.allowDevices(false);
      await rejectsThrice(() => trigger('devices'), 'FORBIDDEN', 403);
      assert.deepEqual(payloadOf(await trigger('links')), bed.links);
      // A 403 may stand for an expired token, so one refresh is worth trying, but no more.
      const seen = await bed.stack.requests();
      assert.deepEqual(tokenRequests(seen), ['password 200', 'refresh_token 200']);
      await bed.stack.allowDevices(true);
      assert.deepEqual(payloadOf(await trigger('devices')), bed.devices);
    });
  });
}

async function rejectsThrice(
  trigger: () => Promise<NodeMessage[]>,
  code: string,
  statusCode: number,
): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    await assert.rejects(trigger, { code, statusCode });
  }
}
