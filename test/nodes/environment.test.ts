import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { assertAttempts, assertRefused, assertWorks } from './support/account-checks';
import { assertFailed } from './support/failure';
import { links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const CREDENTIALS = ['username', 'password', 'clientId', 'clientSecret'] as const;
const UNSET = /environment variable INODE_TEST_UNSET is not set/;

describe('an account from environment variables', () => {
  const bed = useTestBed();

  /** Sets a variable, and returns what refers to it. */
  function variable(name: string, value: string): string {
    bed.setEnvironment(`INODE_TEST_${name}`, value);
    return `\${INODE_TEST_${name}}`;
  }

  it('takes every credential of OAuth2', async () => {
    const { account } = bed.simulator;
    const credentials = Object.fromEntries(
      CREDENTIALS.map((name) => [name, variable(name, account[name])]),
    );
    await bed.deploy([links()], { credentials });
    await assertWorks(bed);
  });

  it('takes the API token, and the kind of sign-in', async () => {
    await bed.deploy([links()], {
      account: { auth: variable('AUTH', 'token') },
      credentials: { token: variable('TOKEN', bed.simulator.account.token) },
    });
    await assertWorks(bed);
    assert.equal(bed.simulator.count({ path: '/api/oauth/token/' }), 0);
  });

  it('takes the base URL', async () => {
    await bed.deploy([links()], { account: { baseUrl: variable('URL', bed.simulator.baseUrl) } });
    await assertWorks(bed);
  });

  it('takes the scope', async () => {
    await bed.deploy([links()], { account: { scope: variable('SCOPE', 'another') } });
    await bed.trigger('links');
    assert.equal(bed.simulator.requests[0]?.body.scope, 'another');
  });

  it('takes the number of retries', async () => {
    await bed.deploy([links()], { account: { retries: variable('RETRIES', '2') } });
    await assertAttempts(bed, 3);
  });

  it('takes the time-out', async () => {
    await bed.deploy([links()], { account: { timeout: variable('TIMEOUT', '0.5') } });
    bed.simulator.faults.add({ fault: { kind: 'hang' } });
    const outcome = bed.trigger('links');
    await until(() => bed.simulator.requests.length === 1, 'the request arrives');
    bed.clock.tick(500);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /after 0\.5 s/);
  });

  for (const name of CREDENTIALS) {
    it(`names the variable that ${name} asks for where it is not set`, async () => {
      const credentials = { ...bed.simulator.account, [name]: '${INODE_TEST_UNSET}' };
      await bed.deploy([links()], { credentials });
      await assertRefused(bed, 'CONFIG_INVALID', UNSET);
    });
  }

  it('names the variable that the API token asks for where it is not set', async () => {
    await bed.deploy([links()], {
      account: { auth: 'token' },
      credentials: { token: '${INODE_TEST_UNSET}' },
    });
    await assertRefused(bed, 'CONFIG_INVALID', UNSET);
  });

  it('names the variable in the old way to refer to one, too', async () => {
    const credentials = { ...bed.simulator.account, password: '$(INODE_TEST_UNSET)' };
    await bed.deploy([links()], { credentials });
    await assertRefused(bed, 'CONFIG_INVALID', UNSET);
  });

  for (const name of ['baseUrl', 'auth', 'scope', 'timeout', 'retries']) {
    it(`names the variable that ${name} asks for where it is not set`, async () => {
      await bed.deploy([links()], { account: { [name]: '${INODE_TEST_UNSET}' } });
      await assertRefused(bed, 'CONFIG_INVALID', UNSET);
    });
  }
});
