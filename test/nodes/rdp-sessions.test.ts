import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { until } from '../support/clock';
import { type RdpPages, REVOKE, startRdpPages } from '../support/rdp-pages';
import { strongPassword } from '../support/strong-password';
import { askTest, figuresIn } from './support/ask-test';
import { assertSent } from './support/failure';
import { rdp, request } from './support/flow-nodes';
import { postToDialog } from './support/post-to-dialog';
import { type TestBed, useTestBed } from './support/test-bed';
import { useUserDir } from './support/use-user-dir';
import { warningsOf } from './support/warnings-of';

const DAY = 86_400_000;
const READ = request({ path: 'data/any' });
const RENAMED = request({ path: 'data/any', name: 'another name' });

/** An RDP user at a server that was written from the vendor's pages alone. */
function useRdpPages(bed: TestBed, lives: Parameters<typeof startRdpPages>[0]) {
  let service: RdpPages;
  beforeEach(async () => {
    service = await startRdpPages(lives);
  });
  afterEach(() => service.close());
  const user = (settings: object = {}) =>
    rdp({ baseUrl: service.origin, tokenUrl: service.tokenUrl, ...settings });
  const others = (credentials: object = service.account) => ({
    others: { rdp: { ...credentials } },
  });
  return {
    get current() {
      return service;
    },
    user,
    deploy: () => bed.deploy([user(), READ], others()),
    redeploy: (nodes = [user(), READ], credentials?: object) =>
      bed.redeploy(nodes, credentials && others(credentials)),
    restart: () => bed.restart([user(), READ], others()),
    works: async () => assertSent(await bed.trigger('request')),
    revocations: () => service.count(REVOKE),
  };
}

describe('a session at RDP', () => {
  const bed = useTestBed();
  useUserDir();
  const service = useRdpPages(bed, { access: 600, refresh: 7_200 });
  const { deploy, redeploy, restart, works, revocations, user } = service;

  it('that the test of the connection opens is ended by it', async () => {
    await deploy();
    assert.deepEqual(figuresIn(await askTest(user())), {});
    assert.deepEqual(service.current.grants, ['password 200']);
    assert.equal(service.current.sessions, 0);
    const [asked] = service.current.requests.filter(({ line }) => line === REVOKE);
    assert.match(asked?.headers.authorization ?? '', /^Basic /);
    assert.deepEqual([...new URLSearchParams(asked?.body).keys()], ['token']);
  });

  it('of the account is not ended by the test of the connection', async () => {
    await deploy();
    await works();
    await askTest(user());
    assert.equal(service.current.sessions, 1);
    await works();
    assert.equal(service.current.count('POST /auth/oauth2/v1/token'), 2);
  });

  it('ends when the account is deleted', async () => {
    await deploy();
    await works();
    await helper.setFlows([], 'nodes');
    assert.equal(service.current.sessions, 0);
  });

  it('that was kept over a restart ends when the account is deleted unused', async () => {
    await deploy();
    await works();
    await restart();
    assert.equal(service.current.sessions, 1);
    await helper.setFlows([], 'nodes');
    assert.equal(service.current.sessions, 0);
  });

  it('that is being opened when the account is deleted ends as well', async () => {
    await deploy();
    bed.journal.start('request');
    await helper.setFlows([], 'nodes');
    assert.equal(service.current.sessions, 0);
  });

  it('ends when another secret is deployed, and the next one is opened after that', async () => {
    await deploy();
    await works();
    const { account } = service.current;
    const clientSecret = 'a new one';
    Object.assign(account, { clientSecret });
    await redeploy([user(), READ], account);
    await works();
    const lines = service.current.requests.map(({ line }) => line);
    assert.deepEqual(lines.slice(-3), [REVOKE, 'POST /auth/oauth2/v1/token', 'GET /data/any']);
  });

  it('ends when another password is deployed', async () => {
    await deploy();
    await works();
    const { account } = service.current;
    account.password = strongPassword();
    await redeploy([user(), READ], account);
    await until(() => service.current.sessions === 0, 'the session is over');
    await works();
    assert.equal(service.current.sessions, 1);
  });

  it('ends when credentials are deployed that are incomplete', async () => {
    await deploy();
    await works();
    await redeploy([user(), READ], { ...service.current.account, username: '' });
    await until(() => service.current.sessions === 0, 'the session is over');
  });

  it('continues over restarts, and deploys of something else', async () => {
    await deploy();
    await works();
    await redeploy([user(), RENAMED]);
    await works();
    await redeploy([user({ timeout: 10 }), RENAMED]);
    await works();
    await restart();
    await works();
    assert.deepEqual(service.current.grants, ['password 200']);
    assert.equal(revocations(), 0);
    assert.equal(service.current.sessions, 1);
  });

  it('of the old password ends when the password is changed', async () => {
    await bed.deploy([user({ takeExclusiveSignOnControl: false }), READ], {
      others: { rdp: { ...service.current.account } },
    });
    await works();
    const oldPassword = service.current.account.password;
    const { body } = await postToDialog('rdp-config/rdp/password', {
      oldPassword,
      newPassword: strongPassword(),
    });
    assert.deepEqual(body, { changed: true });
    assert.equal(service.current.sessions, 1);
    await works();
    assert.deepEqual(service.current.grants, ['password 200', 'password 200']);
  });

  for (const status of [400, 404, 500]) {
    it(`that cannot be ended, ${status}, is not an error of the flow`, async () => {
      await deploy();
      await works();
      service.current.breakRevocation(status);
      assert.deepEqual(figuresIn(await askTest(user())), {});
      await helper.setFlows([], 'nodes');
      assert.deepEqual(warningsOf(bed, 'rdp'), []);
      assert(revocations() > 0);
    });
  }
});

describe('an account at RDP that does not take exclusive control', () => {
  const bed = useTestBed({ rdpAccount: { clientSecret: '' } });
  useUserDir();

  it('works immediately where another account of that user was removed', async () => {
    const { baseUrl, tokenUrl, account } = bed.simulator.rdp;
    const addresses = { baseUrl, tokenUrl };
    await bed.deploy([rdp(addresses), request({ path: 'data/echo' })], {
      others: { rdp: { ...account } },
    });
    assertSent(await bed.trigger('request'));
    const polite = rdp({ ...addresses, id: 'polite', takeExclusiveSignOnControl: false });
    await bed.redeploy([polite, request({ server: 'polite', path: 'data/echo' })], {
      others: { polite: { ...account } },
    });
    assertSent(await bed.trigger('request'));
  });
});

for (const [what, lives] of [
  ['of a machine id', { access: 300, refresh: 900 }],
  ['whose life is stated', { access: 600, refresh: 3_600, isRefreshStated: true }],
] as const) {
  describe(`a refresh token ${what}`, () => {
    const bed = useTestBed();
    useUserDir();
    const service = useRdpPages(bed, lives);

    it('is not sent by a daily poll, which makes one token request', async () => {
      await service.deploy();
      for (let day = 0; day < 3; day++) {
        await service.works();
        bed.clock.tick(DAY);
        if (day === 1) await service.restart();
      }
      assert.deepEqual(service.current.grants, ['password 200', 'password 200', 'password 200']);
    });

    it('is sent as long as it lives', async () => {
      await service.deploy();
      await service.works();
      bed.clock.tick((lives.refresh - 20) * 1_000);
      await service.works();
      assert.deepEqual(service.current.grants, ['password 200', 'refresh_token 200']);
    });
  });
}

describe('a refresh token whose life the service does not state', () => {
  const bed = useTestBed();
  useUserDir();
  const service = useRdpPages(bed, { access: 600, refresh: 7_200 });
  const { deploy, restart, works } = service;

  it('is not sent again at the age at which one was refused', async () => {
    await deploy();
    await works();
    for (let day = 0; day < 3; day++) {
      // Polls are not punctual.
      bed.clock.tick(DAY - 60_000 * day);
      if (day === 1) await restart();
      await works();
    }
    assert.deepEqual(service.current.grants, [
      'password 200',
      'refresh_token 400',
      'password 200',
      'password 200',
      'password 200',
    ]);
  });

  it('is sent again before that age', async () => {
    await deploy();
    await works();
    bed.clock.tick(DAY);
    await works();
    bed.clock.tick(3_600_000);
    await works();
    assert.equal(service.current.grants.at(-1), 'refresh_token 200');
  });
});
