import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { passTime } from '../support/clock';
import { assertFailed, assertSent } from './support/failure';
import { query } from './support/flow-nodes';
import { useInnerspaceBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';
import { useUserDir } from './support/use-user-dir';

const TOKEN = { path: '/innerspace/api/rest/oauth/token' };
const ASK = [query({ query: '{ building_features(limit: 1) { building_id } }' })];
const FORM = 'application/x-www-form-urlencoded';

describe('the sign-in of an InnerSpace client', () => {
  const { bed, deploy, redeploy } = useInnerspaceBed({ innerspaceTokenLifetime: 600 });

  const trigger = async () => assertSent(await bed.trigger('query'));
  const ten = async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => bed.trigger('query')));
    outcomes.forEach(assertSent);
  };

  it('waits for the first message, and posts client id and secret as a form', async () => {
    await deploy(ASK);
    assert.equal(bed.simulator.requests.length, 0);
    await trigger();
    const { clientId, clientSecret } = bed.simulator.innerspace.account;
    const [request] = bed.simulator.requests;
    assert.equal(`${request?.method} ${request?.path}`, `POST ${TOKEN.path}`);
    assert.equal(request?.headers['content-type'], FORM);
    assert.deepEqual(request?.body, { client_id: clientId, client_secret: clientSecret });
  });

  it('is labeled as JSON where the setting says so, with the same form', async () => {
    await deploy(ASK, { contentType: 'json' });
    await trigger();
    const { clientId, clientSecret } = bed.simulator.innerspace.account;
    const [request] = bed.simulator.requests;
    assert.equal(request?.headers['content-type'], 'application/json');
    assert.equal(request?.text, `client_id=${clientId}&client_secret=${clientSecret}`);
  });

  it('happens once for ten queries at the same time', async () => {
    await deploy(ASK);
    await ten();
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200']);
  });

  it('happens again when the token has expired, once for ten queries, for there is no refresh token', async () => {
    await deploy(ASK);
    await trigger();
    bed.clock.tick(589_000);
    await ten();
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200']);
    bed.clock.tick(1_000);
    await ten();
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200', 'client 200']);
    assert.equal(bed.simulator.count({ status: 401 }), 0);
  });

  it('that is refused is not repeated, and works immediately when it is deployed right', async () => {
    const clientSecret = randomBytes(12).toString('hex');
    await deploy(ASK, {}, { ...bed.simulator.innerspace.account, clientSecret });
    for (let message = 0; message < 20; message++) {
      assert.equal(assertFailed(await bed.trigger('query'), 'CLIENT_REJECTED').statusCode, 401);
    }
    assert.equal(bed.simulator.requests.length, 1);
    await redeploy(ASK, {}, bed.simulator.innerspace.account);
    await trigger();
  });

  for (const [name, spoken] of [
    ['clientId', 'client id'],
    ['clientSecret', 'client secret'],
  ] as const) {
    it(`names the ${spoken} that is missing`, async () => {
      await deploy(ASK, {}, { ...bed.simulator.innerspace.account, [name]: '' });
      const { message } = assertFailed(await bed.trigger('query'), 'CREDENTIALS_MISSING');
      assert.match(message, new RegExp(`the ${spoken} is missing`));
    });
  }

  it('takes its settings from environment variables', async () => {
    const { clientId, clientSecret } = bed.simulator.innerspace.account;
    bed.setEnvironment('INODE_TEST_ID', clientId);
    bed.setEnvironment('INODE_TEST_SECRET', clientSecret);
    bed.setEnvironment('INODE_TEST_URL', bed.simulator.innerspace.baseUrl);
    const credentials = { clientId: '${INODE_TEST_ID}', clientSecret: '${INODE_TEST_SECRET}' };
    await deploy(ASK, { baseUrl: '${INODE_TEST_URL}' }, credentials);
    await trigger();
  });

  it('is repeated where the service is busy', async () => {
    await deploy(ASK);
    bed.simulator.faults.add({ on: TOKEN, fault: { kind: 'answer', status: 503 } });
    assertSent(await passTime(bed.clock, bed.trigger('query')));
    assert.deepEqual(tokenRequests(bed.simulator), ['client 503', 'client 200']);
  });
});

describe('the sign-in of an InnerSpace client whose Node-RED has a user directory', () => {
  const { bed, deploy, restart } = useInnerspaceBed();
  const userDir = useUserDir();

  it('outlasts restarts', async () => {
    await deploy(ASK);
    assertSent(await bed.trigger('query'));
    for (let start = 0; start < 2; start++) {
      await restart(ASK);
      assertSent(await bed.trigger('query'));
    }
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200']);
    assert.deepEqual(readdirSync(userDir('inode-tokens')), ['tokens-innerspace']);
  });
});
