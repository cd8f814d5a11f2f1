import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { devices, links } from '../nodes/support/flow-nodes';
import type { Journal } from '../nodes/support/journal';
import { payloadOf } from '../nodes/support/parts';
import { TWENTY } from '../nodes/support/twenty';
import { useConformanceRig } from './conformance-rig';
import { listRequests, tokenRequests } from './request-log';
import { WRONG } from './wrong';

describe('an account at Django', () => {
  const rig = useConformanceRig({});

  it('shows a wrong password once, however many nodes are triggered how often', async () => {
    const flow = await rig.deploy(TWENTY, { credentials: { password: WRONG } });
    const refused = async (id: string): Promise<void> => {
      const { statusCode } = assertFailed(await flow.trigger(id), 'CREDENTIALS_REJECTED');
      assert.equal(statusCode, 400);
    };
    await Promise.all(TWENTY.map(({ id }) => refused(id)));
    for (const { id } of TWENTY) await refused(id);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['password 400']);
    assert.deepEqual(listRequests(seen), []);
  });

  it('notices a changed password only when its tokens end, and tries the old one once', async () => {
    const flow = await rig.deploy([links()]);
    await flow.trigger('links');
    await rig.django.changePassword(WRONG);
    assertSent(await flow.trigger('links'));
    await rig.django.expireAccessTokens();
    await rig.django.revokeRefreshTokens();
    await rig.django.clearRequests();
    await failsThrice(flow, 'links', 'CREDENTIALS_REJECTED', 400);
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['refresh_token 400', 'password 400']);
    await rig.django.changePassword(rig.django.credentials.password);
  });

  for (const part of ['clientId', 'clientSecret']) {
    it(`fails with CLIENT_REJECTED for a wrong ${part}, and tries it once`, async () => {
      const flow = await rig.deploy([links()], { credentials: { [part]: WRONG } });
      await failsThrice(flow, 'links', 'CLIENT_REJECTED', 401);
      assert.deepEqual(tokenRequests(await rig.django.requests()), ['password 401']);
    });
  }

  it('fails with FORBIDDEN for a list without permission, and still reads another list', async () => {
    const flow = await rig.deploy([links(), devices()]);
    await rig.django.allowDevices(false);
    await failsThrice(flow, 'devices', 'FORBIDDEN', 403);
    assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
    // A 403 may stand for an expired token, so one refresh is worth trying, but no more.
    const seen = await rig.django.requests();
    assert.deepEqual(tokenRequests(seen), ['password 200', 'refresh_token 200']);
    await rig.django.allowDevices(true);
    // The very same call is not sent again for some seconds.
    const outcome = await flow.trigger('devices', { query: { another: 'call' } });
    assert.deepEqual(assertSent(outcome).map(payloadOf), [rig.devices]);
  });
});

async function failsThrice(flow: Journal, id: string, code: string, status: number): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    assert.equal(assertFailed(await flow.trigger(id), code).statusCode, status);
  }
}
