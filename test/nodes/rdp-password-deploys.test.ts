import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import helper from 'node-red-node-test-helper';
import { pause, until } from '../support/clock';
import { strongPassword } from '../support/strong-password';
import { assertSent } from './support/failure';
import { request } from './support/flow-nodes';
import { runtimeModule } from './support/node-red';
import { postToDialog } from './support/post-to-dialog';
import { useRdpBed } from './support/service-beds';
import { useUserDir } from './support/use-user-dir';

const PASSWORD = 'rdp-config/rdp/password';
const TOKEN = { path: '/rdp/auth/oauth2/v1/token' };
const READ = [request({ path: 'data/echo' })];
const RENAMED = [request({ path: 'data/echo', name: 'new' })];

describe('an RDP password that is changed', () => {
  const inUserDir = useUserDir();
  const { bed, deploy, redeploy, restart } = useRdpBed();

  const served = () => bed.simulator.rdp.account;
  const kept = () => ({ ...Object(helper.getNode('rdp')).credentials });
  const works = async () => assertSent(await bed.trigger('request'));
  const notes = async () => (await readdir(inUserDir('inode-tokens'))).filter(isNote);

  /** Has the service change the password, and does something else while the request is under way. */
  async function change(meanwhile?: () => Promise<void>): Promise<void> {
    const passwords = { oldPassword: served().password, newPassword: strongPassword() };
    if (meanwhile) bed.simulator.faults.add({ on: TOKEN, fault: { kind: 'delay', ms: 5_000 } });
    const before = bed.simulator.count(TOKEN);
    const answer = postToDialog(PASSWORD, passwords);
    if (meanwhile) {
      // A request of the test helper is sent when somebody waits for it.
      void answer.catch(() => undefined);
      await until(() => bed.simulator.count(TOKEN) > before, 'the change is on its way');
      await meanwhile();
      await pause();
      bed.clock.tick(5_000);
    }
    assert.deepEqual((await answer).body, { changed: true });
    assert.equal(served().password, passwords.newPassword);
  }

  describe('while a deploy', () => {
    it('puts another node in its place works in that one', async () => {
      await deploy(READ);
      await works();
      await change(() => redeploy(READ, { timeout: 10 }));
      assert.equal(kept().password, served().password);
      await works();
      bed.simulator.rdp.revokeAccessTokens();
      bed.simulator.rdp.revokeRefreshTokens();
      await works();
    });

    it('brings other credentials leaves those alone', async () => {
      await deploy(READ);
      const clientSecret = 'deployed meanwhile';
      await change(() => redeploy(READ, {}, { ...served(), clientSecret }));
      assert.deepEqual(kept(), { ...served(), clientSecret });
      await redeploy(READ, { timeout: 10 });
      assert.deepEqual(kept(), { ...served(), clientSecret });
    });

    it('brings another user does not become the password of that one', async () => {
      await deploy(READ);
      const other = { ...served(), username: 'another user', password: 'another one' };
      await change(() => redeploy(READ, {}, other));
      assert.deepEqual(kept(), other);
    });
  });

  describe('and no deploy', () => {
    it('is known after restarts, however often it was changed', async () => {
      const old = served();
      await deploy(READ);
      for (let round = 0; round < 2; round++) {
        await change();
        for (let start = 0; start < 2; start++) {
          await restart(READ, {}, old);
          assert.deepEqual(kept(), served());
          await works();
        }
      }
      assert.equal(bed.simulator.count({ grant: 'password', status: 400 }), 0);
    });

    it('reaches the disk with the first deploy after a restart', async () => {
      const old = served();
      await deploy(READ);
      await change();
      await restart(READ, {}, old);
      await redeploy(RENAMED);
      assert.deepEqual(stored().get('rdp'), served());
      await gone();
    });

    it('is known after the flows were restarted, and Node-RED after that', async () => {
      const old = served();
      await deploy(READ);
      await change();
      await stored().add('rdp', old);
      await flows().load(true);
      await until(() => helper.getNode('rdp') !== null, 'the flows are started');
      assert.deepEqual(kept(), served());
      await restart(READ, {}, old);
      assert.deepEqual(kept(), served());
      await works();
    });
  });

  describe('and brought to the disk by a deploy', () => {
    for (const [what, settings] of [
      ['changes the account', { timeout: 10 }],
      ['leaves the account alone', {}],
    ] as const) {
      it(`that ${what} needs no note any more`, async () => {
        await deploy(READ);
        await change();
        assert.equal((await notes()).length, 1);
        await redeploy(RENAMED, settings);
        await gone();
      });
    }

    it('gives way to the old one where somebody deploys that', async () => {
      const old = served();
      await deploy(READ);
      await change();
      await redeploy(READ, { timeout: 10 });
      await gone();
      await redeploy(READ, { timeout: 11 }, old);
      assert.deepEqual(kept(), old);
    });

    it('leaves no note behind when the account is deleted', async () => {
      await deploy(READ);
      await change();
      await helper.setFlows([], 'nodes');
      await gone();
    });
  });

  async function gone(): Promise<void> {
    for (let look = 0; look < 50 && (await notes()).length > 0; look++) await pause();
    assert.deepEqual(await notes(), []);
  }
});

function isNote(file: string): boolean {
  return file.startsWith('password-');
}

/** Node-RED's flows, as the "Restart flows" of the editor uses them. */
function flows(): { load(forceStart: boolean): Promise<unknown> } {
  return Object(runtimeModule('@node-red/runtime/lib/flows'));
}

/** Node-RED's credential store, which the test helper takes for the disk. */
function stored(): { get(id: string): unknown; add(id: string, values: object): Promise<void> } {
  return Object(runtimeModule('@node-red/runtime/lib/nodes/credentials'));
}
