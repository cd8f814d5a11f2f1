import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { links } from '../nodes/support/flow-nodes';
import { TWENTY, triggerTwenty } from '../nodes/support/twenty';
import { useConformanceRig } from './conformance-rig';
import { listRequests, tokenRequests } from './request-log';
import { WRONG } from './wrong';

/** Such a service answers 403, without a challenge, where others answer 401. */
describe('a Django REST Framework whose SessionAuthentication comes first', () => {
  const rig = useConformanceRig({ sessionFirst: true });

  it('is refreshed for once where 20 nodes get its 403 of an expired token', async () => {
    const flow = await rig.deploy(TWENTY);
    assertSent(await flow.trigger('list0'));
    await rig.django.expireAccessTokens();
    await rig.django.clearRequests();
    await triggerTwenty(flow, rig);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['refresh_token 200']);
    const refused = listRequests(seen).filter(({ status }) => status !== 200);
    assert.deepEqual([...new Set(refused.map(({ status }) => status))], [403]);
  });

  it('fails after one request where the API key is wrong', async () => {
    const flow = await rig.deploy([links()], {
      account: { auth: 'token' },
      credentials: { token: WRONG },
    });
    assert.equal(assertFailed(await flow.trigger('links'), 'FORBIDDEN').statusCode, 403);
    assert.equal((await rig.django.requests()).length, 1);
  });
});
