import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import helper from 'node-red-node-test-helper';
import { assertFailed, assertSent } from './support/failure';
import { rdp, request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';
import { useUserDir } from './support/use-user-dir';

const TOKEN = '/rdp/auth/oauth2/v1/token';
const READ = [request({ path: 'data/echo' })];

describe('the sign-in of an RDP user', () => {
  const { bed, deploy, redeploy } = useRdpBed();

  const trigger = async () => assertSent(await bed.trigger('request'));
  const grants = () => tokenRequests(bed.simulator);

  for (const [what, clientSecret] of [
    ['a client secret', randomBytes(10).toString('hex')],
    ['no client secret', ''],
  ] as const) {
    it(`waits for the first message, and is what the page says, with ${what}`, async () => {
      bed.simulator.rdp.changeAccount({ clientSecret });
      await deploy(READ);
      assert.equal(bed.simulator.requests.length, 0);
      await trigger();
      const { clientId, username, password } = bed.simulator.rdp.account;
      const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      const [sent] = bed.simulator.requests;
      assert.equal(`${sent?.method} ${sent?.path}?${sent?.search}`, `POST ${TOKEN}?`);
      assert.equal(sent?.headers['content-type'], 'application/x-www-form-urlencoded');
      assert.equal(sent?.headers.authorization, `Basic ${basic}`);
      assert.equal(sent?.headers.accept, 'application/json');
      assert.deepEqual(sent?.body, {
        grant_type: 'password',
        username,
        password,
        scope: 'trapi',
        takeExclusiveSignOnControl: 'true',
      });
    });
  }

  it('continues where the editor does not know the client id, which is a secret', async () => {
    const { account } = bed.simulator.rdp;
    await deploy(READ);
    const secrets = { password: '__PWRD__', clientId: '__PWRD__', clientSecret: '__PWRD__' };
    await redeploy(READ, { timeout: 10 }, { username: account.username, ...secrets });
    await trigger();
    assert.equal(Object(helper.getNode('rdp')).credentials.clientId, account.clientId);
  });

  it('leaves another session of the user alone, if the node says so', async () => {
    const { baseUrl, tokenUrl, account } = bed.simulator.rdp;
    const addresses = { baseUrl, tokenUrl };
    await bed.deploy(
      [
        rdp(addresses),
        rdp({ ...addresses, id: 'polite', takeExclusiveSignOnControl: false }),
        ...READ,
        request({ id: 'second', server: 'polite', path: 'data/echo' }),
      ],
      { others: { rdp: { ...account }, polite: { ...account } } },
    );
    await trigger();
    const { message } = assertFailed(await bed.trigger('second'), 'SESSION_OPEN');
    assert.match(message, /let the account take exclusive sign-on control/);
    assert.equal(bed.simulator.requests.at(-1)?.body['takeExclusiveSignOnControl'], 'false');
    await trigger();
    assert.deepEqual(grants(), ['password 200', 'password 400']);
  });

  it('is a refresh 10 s before the end of the token, with neither password nor scope', async () => {
    await deploy(READ);
    await trigger();
    bed.clock.tick(589_999);
    await trigger();
    assert.deepEqual(grants(), ['password 200']);
    bed.clock.tick(1);
    await trigger();
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
    const sent = bed.simulator.requests.findLast(({ path }) => path === TOKEN);
    assert.deepEqual(Object.keys(sent?.body ?? {}).toSorted(), ['grant_type', 'refresh_token']);
    assert.match(sent?.headers.authorization ?? '', /^Basic /);
    assert.equal(bed.simulator.count({ status: 401 }), 0);
  });

  it('happens once for ten requests at the same time, and so does the refresh', async () => {
    await deploy(READ);
    for (let round = 0; round < 2; round++) {
      await Promise.all(Array.from({ length: 10 }, trigger));
      bed.clock.tick(600_000);
    }
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
  });

  it('is a password grant again where the refresh token has ended, too', async () => {
    await deploy(READ);
    await trigger();
    bed.clock.tick(10_000_000);
    await trigger();
    assert.deepEqual(grants(), ['password 200', 'refresh_token 400', 'password 200']);
  });

  it('is a refresh where a token died early', async () => {
    await deploy(READ);
    await trigger();
    bed.simulator.rdp.revokeAccessTokens();
    await trigger();
    assert.deepEqual(grants(), ['password 200', 'refresh_token 200']);
  });

  it('takes its settings from environment variables', async () => {
    bed.setEnvironment('INODE_TEST_URL', bed.simulator.rdp.tokenUrl);
    bed.setEnvironment('INODE_TEST_PASSWORD', bed.simulator.rdp.account.password);
    bed.setEnvironment('INODE_TEST_SCOPE', 'trapi.data.pricing.read');
    const settings = { tokenUrl: '${INODE_TEST_URL}', scope: '${INODE_TEST_SCOPE}' };
    const password = '${INODE_TEST_PASSWORD}';
    await deploy(READ, settings, { ...bed.simulator.rdp.account, password });
    await trigger();
    assert.equal(bed.simulator.requests[0]?.body['scope'], 'trapi.data.pricing.read');
  });
});

describe('the sign-in of an RDP that states the life of its tokens as a number and keeps refresh tokens', () => {
  const { bed, deploy } = useRdpBed({
    rdpExpiresIn: 'number',
    rdpRotates: false,
  });

  it('is refreshed in time, with the same refresh token every time', async () => {
    await deploy(READ);
    for (let round = 0; round < 3; round++) {
      assertSent(await bed.trigger('request'));
      bed.clock.tick(590_000);
    }
    assert.deepEqual(tokenRequests(bed.simulator), [
      'password 200',
      'refresh_token 200',
      'refresh_token 200',
    ]);
  });
});

describe('the sign-in of an RDP user whose Node-RED has a user directory', () => {
  const { bed, deploy, restart } = useRdpBed();
  const userDir = useUserDir();

  it('outlasts a restart between two calls: no second password grant', async () => {
    await deploy(READ);
    assertSent(await bed.trigger('request'));
    await restart(READ);
    assertSent(await bed.trigger('request'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    // Without its timers: the one of a disk that is in use would say that it hangs.
    bed.clock.setSystemTime(Date.now() + 3_600_000);
    await restart(READ);
    assertSent(await bed.trigger('request'));
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.deepEqual(readdirSync(userDir('inode-tokens')), ['tokens-rdp']);
  });
});
