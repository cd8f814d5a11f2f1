import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { NodeAPI } from 'node-red';
import helper from 'node-red-node-test-helper';
import { passTime, pause, until } from '../support/clock';
import { listen } from '../support/listen';
import { strongPassword } from '../support/strong-password';
import { assertSent } from './support/failure';
import { rdp, request } from './support/flow-nodes';
import { postToDialog } from './support/post-to-dialog';
import { useRdpBed } from './support/service-beds';
import { useTestBed } from './support/test-bed';
import { useUserDir } from './support/use-user-dir';

const PASSWORD = 'rdp-config/rdp/password';
const TOKEN = { path: '/rdp/auth/oauth2/v1/token' };
const ECHO = { path: '/rdp/data/echo' };
const READ = [request({ path: 'data/echo' })];

describe('an RDP password that is changed', () => {
  useUserDir();
  const { bed, deploy } = useRdpBed();

  async function change(): Promise<void> {
    const oldPassword = bed.simulator.rdp.account.password;
    const passwords = { oldPassword, newPassword: strongPassword() };
    const { body } = await postToDialog(PASSWORD, passwords);
    assert.deepEqual(body, { changed: true });
  }

  it('works also where other sessions are not to be ended', async () => {
    await deploy(READ, { takeExclusiveSignOnControl: false });
    await change();
    assertSent(await bed.trigger('request'));
  });

  it('is not a fault inside the node to the messages that are on their way', async () => {
    await deploy(READ);
    assertSent(await bed.trigger('request'));
    bed.simulator.faults.add({ on: ECHO, fault: { kind: 'delay', ms: 5_000 } });
    const outcome = bed.trigger('request');
    await until(() => bed.simulator.count(ECHO) === 2, 'the request is on its way');
    await change();
    const { error } = await passTime(bed.clock, outcome);
    bed.clock.tick(5_000);
    assert.equal(Object(error).code, 'ACCOUNT_CHANGED');
  });
});

describe('an RDP password that was changed, and a restart', () => {
  const { bed, deploy, restart } = useRdpBed();
  useUserDir();

  it('need no second sign-in', async () => {
    await deploy(READ);
    assertSent(await bed.trigger('request'));
    const oldPassword = bed.simulator.rdp.account.password;
    await postToDialog(PASSWORD, { oldPassword, newPassword: strongPassword() });
    assertSent(await bed.trigger('request'));
    const before = bed.simulator.count(TOKEN);
    await restart(READ);
    assertSent(await bed.trigger('request'));
    assert.equal(bed.simulator.count(TOKEN), before);
  });
});

describe('a browser that goes away while the RDP password is changed', () => {
  const bed = useTestBed();

  it('does not accept the new password with it', async () => {
    const { account, baseUrl, tokenUrl } = bed.simulator.rdp;
    let admin: NodeAPI['httpAdmin'] | undefined;
    await bed.deploy([rdp({ baseUrl, tokenUrl }), ...READ], {
      others: { rdp: { ...account } },
      prepare: (RED) => {
        admin = RED.httpAdmin;
      },
    });
    const newPassword = strongPassword();
    const server = await listen(createServer(admin));
    try {
      bed.simulator.faults.add({ on: TOKEN, fault: { kind: 'delay', ms: 1_000 } });
      const browser = httpRequest(`${server.origin}/${PASSWORD}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        agent: false,
      });
      browser.on('error', () => undefined);
      browser.end(JSON.stringify({ oldPassword: account.password, newPassword }));
      await until(() => bed.simulator.count(TOKEN) === 1, 'the change is on its way');
      browser.destroy();
      await pause();
      bed.clock.tick(1_000);
      await until(() => bed.simulator.rdp.account.password === newPassword, 'the service does it');
      const isTaken = () => Object(helper.getNode('rdp')).credentials.password === newPassword;
      await until(isTaken, 'the account has the new password');
    } finally {
      await server.close();
    }
    assertSent(await bed.trigger('request'));
  });
});
