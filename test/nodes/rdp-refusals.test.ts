import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { assertFailed, assertSent } from './support/failure';
import { request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';

const READ = [request({ path: 'data/echo' })];

describe('the sign-in of an RDP user that is refused', () => {
  const { bed, deploy, redeploy } = useRdpBed();

  for (const [name, code] of [
    ['username', 'CREDENTIALS_REJECTED'],
    ['password', 'CREDENTIALS_REJECTED'],
    ['clientId', 'CLIENT_REJECTED'],
    ['clientSecret', 'CLIENT_REJECTED'],
  ] as const) {
    it(`is asked for once by many messages where the ${name} is wrong, and works when deployed right`, async () => {
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
    it(`names the ${spoken} that is missing`, async () => {
      await deploy(READ, {}, { ...bed.simulator.rdp.account, [name]: '' });
      const { message } = assertFailed(await bed.trigger('request'), 'CREDENTIALS_MISSING');
      assert.match(message, new RegExp(`the ${spoken} is missing`));
    });
  }

  it('says that the scope is to be checked where the service does not know it', async () => {
    await deploy(READ, { scope: 'everything' });
    const { message } = assertFailed(await bed.trigger('request'), 'SIGN_IN_FAILED');
    assert.match(message, /invalid_scope/);
  });
});

describe('an RDP that refuses with 401', () => {
  const { bed, deploy, redeploy } = useRdpBed({ rdpPasswordRefusal: 401 });

  it('is asked for once where the password is wrong', async () => {
    await deploy(READ, {}, { ...bed.simulator.rdp.account, password: 'another one' });
    for (let message = 0; message < 30; message++) {
      assertFailed(await bed.trigger('request'), 'CREDENTIALS_REJECTED');
    }
    assert.deepEqual(tokenRequests(bed.simulator), ['password 401']);
    await redeploy(READ, {}, bed.simulator.rdp.account);
    assertSent(await bed.trigger('request'));
  });
});
