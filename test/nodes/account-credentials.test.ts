import assert from 'node:assert/strict';
import { assertFailed, assertSent } from './support/failure';
import { links, request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

describe('credentials that were read from files, with the line break at their end', () => {
  const bed = useTestBed();

  for (const name of ['username', 'clientId'] as const) {
    it(`are used without it: ${name}`, async () => {
      const { account } = bed.simulator;
      await bed.deploy([links()], { credentials: { ...account, [name]: `${account[name]}\n` } });
      assertSent(await bed.trigger('links'));
    });
  }

  it('are used without it: token', async () => {
    const token = ` ${bed.simulator.account.token}\r\n`;
    await bed.deploy([links()], { account: { auth: 'token' }, credentials: { token } });
    assertSent(await bed.trigger('links'));
  });

  for (const [name, words] of [
    ['password', 'the password'],
    ['clientSecret', 'the client secret'],
  ] as const) {
    for (const lineBreak of ['\n', '\r\n']) {
      it(`are refused by name before they are sent: ${name} with ${JSON.stringify(lineBreak)}`, async () => {
        const { account } = bed.simulator;
        const credentials = { ...account, [name]: `${account[name]}${lineBreak}` };
        await bed.deploy([links()], { credentials });
        const { message } = assertFailed(await bed.trigger('links'), 'CONFIG_INVALID');
        assert.match(message, new RegExp(`${words} ends in a line break`));
        assert.deepEqual(tokenRequests(bed.simulator), []);
      });
    }
  }

  it('keep the spaces of a password, which may be meant', async () => {
    const password = ' with spaces ';
    bed.simulator.changeAccount({ password });
    await bed.deploy([links()], { credentials: { ...bed.simulator.account, password } });
    assertSent(await bed.trigger('links'));
  });
});

describe('an RDP client secret that ends in a line break', () => {
  const { bed, deploy } = useRdpBed();

  it('is refused by name before it is sent', async () => {
    const credentials = { ...bed.simulator.rdp.account, clientSecret: 'secret\n' };
    await deploy([request({ path: 'data/x' })], {}, credentials);
    const { message } = assertFailed(await bed.trigger('request'), 'CONFIG_INVALID');
    assert.match(message, /the client secret ends in a line break/);
    assert.equal(bed.simulator.requests.length, 0);
  });
});

describe('an account that is disabled', () => {
  const bed = useTestBed();

  it('says so, and does not look like one that was not chosen', async () => {
    await bed.deploy([links(), links({ id: 'alone', server: '' })], { account: { d: true } });
    const disabled = assertFailed(await bed.trigger('links'), 'CONFIG_INVALID');
    assert.match(disabled.message, /the account is disabled; enable it/);
    const alone = assertFailed(await bed.trigger('alone'), 'CONFIG_INVALID');
    assert.match(alone.message, /no account is chosen/);
  });
});
