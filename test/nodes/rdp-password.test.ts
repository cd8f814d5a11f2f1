import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import helper from 'node-red-node-test-helper';
import type { Fault } from '../../simulator/index';
import { passTime } from '../support/clock';
import { strongPassword } from '../support/strong-password';
import { askTest } from './support/ask-test';
import { assertFailed, assertSent } from './support/failure';
import { rdp, request } from './support/flow-nodes';
import { type DialogAnswer, postToDialog, problemIn } from './support/post-to-dialog';
import { useRdpBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';

const PASSWORD = 'rdp-config/rdp/password';
const TOKEN = { path: '/rdp/auth/oauth2/v1/token' };
const READ = [request({ path: 'data/echo' })];
const NOT_ARRIVED: Fault = { kind: 'reset' };
const ANSWER_LOST: Fault = { kind: 'resetBody', bytes: 0 };
const REJECTED = 'CREDENTIALS_REJECTED';
const FOREVER = Number.POSITIVE_INFINITY;

describe('a change of the RDP password in the dialog', () => {
  const { bed, deploy, redeploy } = useRdpBed();
  const secrets: string[] = [];

  const served = () => bed.simulator.rdp.account.password;
  const kept = () => Object(helper.getNode('rdp')).credentials.password;
  const trigger = async () => assertSent(await bed.trigger('request'));

  beforeEach(() => {
    secrets.length = 0;
    secrets.push(...Object.values(bed.simulator.rdp.account));
  });

  /** Asks the runtime for the change; no answer may hold a secret. */
  async function change(newPassword: string, oldPassword = served()): Promise<DialogAnswer> {
    secrets.push(newPassword, oldPassword);
    const answer = await passTime(bed.clock, postToDialog(PASSWORD, { oldPassword, newPassword }));
    assert(!secrets.some((secret) => secret !== '' && answer.text.includes(secret)));
    return answer;
  }

  /** Checks that nothing was changed anywhere, and that the node works on. */
  async function assertUnchanged(old: string): Promise<void> {
    assert.equal(served(), old);
    assert.equal(kept(), old);
    await trigger();
  }

  describe('that the service makes', () => {
    for (const [when, isSignedIn] of [
      ['while it is signed in', true],
      ['before its first message', false],
    ] as const) {
      it(`is used by the runtime immediately, ${when}`, async () => {
        await deploy(READ);
        if (isSignedIn) await trigger();
        const newPassword = strongPassword();
        const { status, body } = await change(newPassword);
        assert.deepEqual([status, body], [200, { changed: true }]);
        assert.equal(served(), newPassword);
        assert.equal(kept(), newPassword);
        await trigger();
        bed.simulator.rdp.revokeAccessTokens();
        bed.simulator.rdp.revokeRefreshTokens();
        await trigger();
        assert.equal(
          bed.simulator.requests.findLast(({ body: { password } }) => password)?.body['password'],
          newPassword,
        );
        assert.equal(bed.simulator.count({ grant: 'password', status: 400 }), 0);
      });
    }

    it('outlasts a deploy that does not touch the credentials', async () => {
      await deploy(READ);
      await change(strongPassword());
      await redeploy(READ, { timeout: 10 });
      await trigger();
      assert.equal(kept(), served());
    });

    it('keeps user name and client', async () => {
      const { username, clientId, clientSecret } = bed.simulator.rdp.account;
      await deploy(READ);
      const password = strongPassword();
      await change(password);
      await redeploy(READ, { timeout: 10 });
      const credentials = { ...Object(helper.getNode('rdp')).credentials };
      assert.deepEqual(credentials, { username, password, clientId, clientSecret });
    });

    it('can be followed by another one', async () => {
      await deploy(READ);
      for (let round = 0; round < 3; round++) {
        assert.deepEqual((await change(strongPassword())).body, { changed: true });
        await trigger();
      }
    });

    it('is a success also where only the answer was lost', async () => {
      await deploy(READ);
      await trigger();
      bed.simulator.faults.add({ on: TOKEN, fault: ANSWER_LOST });
      const newPassword = strongPassword();
      assert.deepEqual((await change(newPassword)).body, { changed: true });
      assert.equal(served(), newPassword);
      assert.equal(kept(), newPassword);
      await trigger();
    });

    it('makes a node work whose password was refused until then', async () => {
      const password = randomBytes(9).toString('hex');
      await deploy(READ, {}, { ...bed.simulator.rdp.account, password });
      assertFailed(await bed.trigger('request'), 'CREDENTIALS_REJECTED');
      await change(strongPassword());
      await trigger();
    });
  });

  describe('that the service does not make', () => {
    const REFUSED: [
      what: string,
      given: () => [newPassword: string, old?: string],
      says: RegExp,
    ][] = [
      [
        'the old password is wrong',
        () => [strongPassword(), 'another one'],
        /user name or the password/,
      ],
      ['the new password is weak', () => ['weak but secret'], /does not accept the new password/],
      ['the new password is the old one', () => [served()], /does not accept the new password/],
      [
        'the old password is not given',
        () => [strongPassword(), ''],
        /the old password is missing/,
      ],
      ['the new password is not given', () => [''], /the new password is missing/],
    ];
    for (const [what, given, says] of REFUSED) {
      it(`because ${what} leaves all as it was`, async () => {
        await deploy(READ);
        const old = served();
        assert.match(problemIn(await change(...given())).message, says);
        await assertUnchanged(old);
      });
    }

    it('because several old passwords were wrong asks nobody for a minute, and neither does a test', async () => {
      await deploy(READ);
      const guess = async () => change(strongPassword(), randomBytes(9).toString('hex'));
      for (let n = 0; n < 5; n++) assert.equal(problemIn(await guess()).code, REJECTED);
      const { length } = bed.simulator.requests;
      assert.equal(problemIn(await guess()).code, 'BUSY');
      const { baseUrl, tokenUrl } = bed.simulator.rdp;
      const test = askTest(rdp({ baseUrl, tokenUrl }), {
        credentials: { password: 'another one' },
      });
      assert.equal(problemIn(await passTime(bed.clock, test)).code, 'BUSY');
      assert.equal(bed.simulator.requests.length, length);
      await bed.clock.tickAsync(60_000);
      assert.deepEqual((await change(strongPassword())).body, { changed: true });
    });

    it('because the request did not arrive leaves all as it was', async () => {
      await deploy(READ);
      const old = served();
      bed.simulator.faults.add({ on: TOKEN, fault: NOT_ARRIVED });
      assert.match(problemIn(await change(strongPassword())).message, /cannot be reached/);
      await assertUnchanged(old);
    });

    for (const fault of [ANSWER_LOST, NOT_ARRIVED]) {
      it(`because it went away says that nobody knows (${fault.kind})`, async () => {
        await deploy(READ);
        const old = served();
        bed.simulator.faults.add({ on: TOKEN, fault });
        bed.simulator.faults.add({ on: TOKEN, fault: NOT_ARRIVED, times: FOREVER });
        const { message } = problemIn(await change(strongPassword()));
        assert.match(message, /not known whether the password was changed/);
        assert.equal(kept(), old);
      });
    }

    for (const password of ['${INODE_TEST_PASSWORD}', '$(INODE_TEST_PASSWORD)']) {
      it(`because the password comes from the environment, as ${password}, asks nobody`, async () => {
        bed.setEnvironment('INODE_TEST_PASSWORD', served());
        await deploy(READ, {}, { ...bed.simulator.rdp.account, password });
        const old = served();
        const { message } = problemIn(await change(strongPassword()));
        assert.match(message, /comes from the environment/);
        assert.equal(bed.simulator.requests.length, 0);
        await assertUnchanged(old);
      });
    }

    for (const newPassword of ['${Aa1-Aa1-Aa1-Aa1}', '$(Aa1-Aa1-Aa1-Aa1)']) {
      it(`because ${newPassword} would be read as a variable asks nobody`, async () => {
        await deploy(READ);
        const old = served();
        const { code, message } = problemIn(await change(newPassword));
        assert.equal(code, 'REQUEST_INVALID');
        assert.match(message, /as an environment variable/);
        assert.equal(bed.simulator.requests.length, 0);
        await assertUnchanged(old);
      });
    }

    it('says why in the words of the service', async () => {
      await deploy(READ);
      const { message } = problemIn(await change('weak'));
      assert.match(
        message,
        /The service says: "The new password does not meet the password policy/,
      );
    });

    it('is no news to the tokens: no second sign-in', async () => {
      await deploy(READ);
      await trigger();
      await change('weak');
      await trigger();
      assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'password 400']);
    });
  });

  for (const id of ['nothing', 'innerspace', 'account', 'request', '__proto__']) {
    it(`of the id ${id}, which is not a deployed user, is not there`, async () => {
      await deploy(READ);
      const passwords = { oldPassword: served(), newPassword: strongPassword() };
      const { status } = await postToDialog(`rdp-config/${id}/password`, passwords);
      assert.equal(status, 404);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }
});
