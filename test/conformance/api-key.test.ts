import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import { devices, links } from '../nodes/support/flow-nodes';
import { payloadOf } from '../nodes/support/parts';
import { useConformanceRig } from './conformance-rig';
import { WRONG } from './wrong';

describe('an API key of Django REST Framework', () => {
  const rig = useConformanceRig();

  it('reads both lists and needs no token request', async () => {
    // People copy the address without its last slash.
    const baseUrl = rig.django.baseUrl.replace(/\/$/, '');
    const flow = await rig.deploy([links(), devices()], { account: { auth: 'token', baseUrl } });
    assert.deepEqual(assertSent(await flow.trigger('links')).map(payloadOf), [rig.links]);
    assert.deepEqual(assertSent(await flow.trigger('devices')).map(payloadOf), [rig.devices]);
    const seen = await rig.django.requests();
    assert.deepEqual(
      seen.map(({ path, status }) => `${path} ${status}`),
      ['/api/v1/links/ 200', '/api/v1/devices/ 200'],
    );
  });

  it('fails after one request when it is wrong', async () => {
    const flow = await rig.deploy([links()], {
      account: { auth: 'token' },
      credentials: { token: WRONG },
    });
    const { statusCode } = assertFailed(await flow.trigger('links'), 'TOKEN_REJECTED');
    assert.equal(statusCode, 401);
    assert.equal((await rig.django.requests()).length, 1);
  });
});
