import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { NodeInitializer } from 'node-red';
import helper from 'node-red-node-test-helper';
import { type Simulator, startSimulator } from '../../simulator/index';
import { askTest, figuresIn, type Typed } from './support/ask-test';
import { type AccountNodeSettings, account, TAB } from './support/flow-nodes';
import { coreNode } from './support/node-red';
import { problemIn } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';

const FIELDS = ['username', 'password', 'clientId', 'clientSecret'] as const;
const LISTS = { links: 24, devices: 14 };

describe('the test of an account at an address that somebody typed', () => {
  const bed = useTestBed();
  let other: Simulator;

  beforeEach(async () => {
    other = await startSimulator({ account: bed.simulator.account });
  });
  afterEach(() => other.close());

  /** Tests the account, which is deployed for the one simulator, at the other one. */
  const askOther = (typed: Typed = {}, settings: AccountNodeSettings = {}) =>
    askTest(account({ baseUrl: other.baseUrl, ...settings }), typed);

  /** Sets a variable, and returns what refers to it. */
  function variable(name: string, value: string, form: '{}' | '()' = '{}'): string {
    bed.setEnvironment(`INODE_TEST_${name}`, value);
    return `$${form[0]}INODE_TEST_${name}${form[1]}`;
  }

  async function assertAsksForSecrets(typed?: Typed, settings?: AccountNodeSettings) {
    const answer = await askOther(typed, settings);
    assert.equal(problemIn(answer).code, 'SECRETS_NEEDED');
    for (const secret of Object.values(bed.simulator.account)) {
      assert(!answer.text.includes(secret));
    }
    assert.equal(other.requests.length, 0);
    assert.equal(bed.simulator.requests.length, 0);
  }

  it('sends nothing that is stored', async () => {
    await bed.deploy([]);
    await assertAsksForSecrets();
  });

  for (const field of FIELDS) {
    it(`sends nothing as long as the ${field} is not typed`, async () => {
      await bed.deploy([]);
      const { [field]: _, ...credentials } = bed.simulator.account;
      await assertAsksForSecrets({ credentials });
      await assertAsksForSecrets({ credentials: { ...credentials, [field]: '__PWRD__' } });
    });

    for (const form of ['{}', '()'] as const) {
      it(`reads no variable for the ${field}, written with ${form}`, async () => {
        await bed.deploy([]);
        const reference = variable('SECRET', bed.simulator.account[field], form);
        const credentials = { ...bed.simulator.account, [field]: reference };
        await assertAsksForSecrets({ credentials });
        await assertAsksForSecrets({ credentials, id: 'new' });
      });
    }
  }

  it('reads no variable for the scope', async () => {
    await bed.deploy([]);
    const settings = { scope: variable('SECRET', randomBytes(9).toString('hex')) };
    await assertAsksForSecrets({ settings, credentials: bed.simulator.account });
  });

  it('does not send the stored API token', async () => {
    const { token } = bed.simulator.account;
    await bed.deploy([], { account: { auth: 'token' }, credentials: { token } });
    await assertAsksForSecrets({ settings: { auth: 'token' } });
  });

  it('asks for a stored secret where there is no deployed node', async () => {
    await bed.deploy([]);
    const credentials = { ...bed.simulator.account, password: '__PWRD__' };
    await assertAsksForSecrets({ id: 'new', credentials });
  });

  for (const id of ['innerspace', 'tab', '__proto__', '']) {
    it(`has nothing stored for the id "${id}"`, async () => {
      await bed.deploy([]);
      const credentials = { username: 'a', password: 'b', clientId: 'c' };
      const answer = await askOther({ id, credentials });
      assert.equal(problemIn(answer).code, 'CREDENTIALS_MISSING');
      assert.equal(other.requests.length, 0);
    });
  }

  it('takes the secrets of no node of another type', async () => {
    const { rdp } = bed.simulator;
    await bed.deploy([{ id: 'rdp', type: 'rdp-config', ...rdp, name: '' }], {
      others: { rdp: { ...rdp.account } },
    });
    const answer = await askTest(account({ baseUrl: rdp.baseUrl }), { id: 'rdp' });
    assert.equal(problemIn(answer).code, 'CREDENTIALS_MISSING');
    assert.equal(bed.simulator.requests.length, 0);
  });

  it('sees another server behind a variable', async () => {
    await bed.deploy([]);
    await assertAsksForSecrets({}, { baseUrl: variable('URL', other.baseUrl) });
  });

  it('sees the same server behind a variable', async () => {
    await bed.deploy([], { account: { baseUrl: variable('URL', bed.simulator.baseUrl) } });
    const node = account({ baseUrl: bed.simulator.baseUrl });
    assert.deepEqual(figuresIn(await askTest(node)), LISTS);
  });

  it('takes another port, scheme or name for another server', async () => {
    await bed.deploy([]);
    const { port } = new URL(bed.simulator.baseUrl);
    for (const baseUrl of [
      `http://127.0.0.1:${Number(port) + 1}/api/`,
      `https://127.0.0.1:${port}/api/`,
      `http://localhost:${port}/api/`,
    ]) {
      await assertAsksForSecrets({}, { baseUrl });
    }
  });

  it('works there with what is typed', async () => {
    await bed.deploy([]);
    const answer = await askOther({ credentials: bed.simulator.account });
    assert.deepEqual(figuresIn(answer), LISTS);
    assert.equal(bed.simulator.requests.length, 0);
  });

  it('needs only what the kind of sign-in uses', async () => {
    await bed.deploy([]);
    const { token } = bed.simulator.account;
    const credentials = { token, password: '__PWRD__', username: variable('UNUSED', 'unused') };
    const settings = { auth: 'token', scope: variable('SCOPE', 'unused') };
    assert.deepEqual(figuresIn(await askOther({ settings, credentials })), LISTS);
  });
});

describe('the test of an account with variables', () => {
  const bed = useTestBed();
  /** Hides variables from flows, as the setting of Node-RED does. */
  const exclude = (envVarExcludes?: string[]): void => {
    const settings: object = { envVarExcludes };
    helper.settings(settings);
  };
  afterEach(() => exclude());

  function typed(): { credentials: Record<string, string>; env: object[] } {
    const entries = FIELDS.map((name) => [name, bed.simulator.account[name]] as const);
    return {
      credentials: Object.fromEntries(entries.map(([name]) => [name, `\${INODE_TEST_${name}}`])),
      env: entries.map(([name, value]) => ({ name: `INODE_TEST_${name}`, value, type: 'str' })),
    };
  }
  const saved = (settings: AccountNodeSettings = {}) =>
    account({ baseUrl: bed.simulator.baseUrl, ...settings });

  it('reads them for the address of the deployed node', async () => {
    for (const name of FIELDS)
      bed.setEnvironment(`INODE_TEST_${name}`, bed.simulator.account[name]);
    await bed.deploy([]);
    const { credentials } = typed();
    assert.deepEqual(figuresIn(await askTest(saved(), { credentials })), LISTS);
  });

  it('reads those of the tab that the node is on', async () => {
    const { credentials, env } = typed();
    await bed.deploy([{ ...TAB, id: 'other', env }], { account: { z: 'other' } });
    assert.deepEqual(figuresIn(await askTest(saved(), { credentials })), LISTS);
  });

  it('reads the global ones of Node-RED for an account that is not deployed', async () => {
    const env = [{ name: 'INODE_TEST_GLOBAL', value: bed.simulator.baseUrl, type: 'str' }];
    const prepare: NodeInitializer = (RED) => coreNode('common/91-global-config.js')(RED);
    await bed.deploy([{ id: 'global', type: 'global-config', env }], { prepare });
    const node = saved({ baseUrl: '${INODE_TEST_GLOBAL}' });
    const typedSecrets = { id: 'new', credentials: bed.simulator.account };
    assert.deepEqual(figuresIn(await askTest(node, typedSecrets)), LISTS);
  });

  it('names the one that is not set', async () => {
    await bed.deploy([]);
    const { code, message } = problemIn(
      await askTest(saved(), { credentials: { password: '${INODE_TEST_UNSET}' } }),
    );
    assert.equal(code, 'CONFIG_INVALID');
    assert.match(message, /INODE_TEST_UNSET is not set/);
  });

  it('takes those that Node-RED hides for not set, also for a new account', async () => {
    exclude(['INODE_TEST_HIDDEN']);
    bed.setEnvironment('INODE_TEST_HIDDEN', bed.simulator.baseUrl);
    await bed.deploy([]);
    const node = saved({ baseUrl: '${INODE_TEST_HIDDEN}' });
    const { message } = problemIn(
      await askTest(node, { id: 'new', credentials: bed.simulator.account }),
    );
    assert.match(message, /INODE_TEST_HIDDEN is not set/);
  });
});
