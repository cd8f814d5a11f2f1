import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { type Simulator, startSimulator } from '../../simulator/index';
import { askTest, figuresIn, type Typed } from './support/ask-test';
import { account, type FlowNode, onTab } from './support/flow-nodes';
import { problemIn } from './support/post-to-dialog';
import { type AccountOptions, useTestBed } from './support/test-bed';

const LISTS = { links: 24, devices: 14 };
const SUBFLOW = 'subflow';

describe('the test of an account inside of a subflow', () => {
  const bed = useTestBed();
  let other: Simulator;

  beforeEach(async () => {
    other = await startSimulator({ account: bed.simulator.account });
  });
  afterEach(() => other.close());

  /** Deploys the account inside of a subflow, with these variables in its only copy. */
  const deploy = (options: AccountOptions = {}, env: object[] = []): Promise<void> => {
    const nodes: FlowNode[] = [
      { id: SUBFLOW, type: 'subflow', name: '', in: [], out: [], env },
      onTab({ id: 'copy', type: `subflow:${SUBFLOW}`, env }),
    ];
    return bed.deploy(nodes, { ...options, account: { ...options.account, z: SUBFLOW } });
  };
  const ask = (baseUrl: string, typed?: Typed) => askTest(account({ baseUrl }), typed);

  it('takes what is stored for the address that is deployed', async () => {
    await deploy();
    assert.deepEqual(figuresIn(await ask(bed.simulator.baseUrl)), LISTS);
  });

  it('takes the variables of the process that are stored', async () => {
    bed.setEnvironment('INODE_TEST_PASSWORD', bed.simulator.account.password);
    const credentials = { ...bed.simulator.account, password: '${INODE_TEST_PASSWORD}' };
    await deploy({ credentials });
    assert.deepEqual(figuresIn(await ask(bed.simulator.baseUrl)), LISTS);
  });

  it('sends nothing that is stored to another address', async () => {
    await deploy();
    const answer = await ask(other.baseUrl);
    assert.equal(problemIn(answer).code, 'SECRETS_NEEDED');
    for (const secret of Object.values(bed.simulator.account))
      assert(!answer.text.includes(secret));
    assert.equal(other.requests.length, 0);
  });

  for (const reference of ['${INODE_TEST_URL}', '$(INODE_TEST_URL)']) {
    it(`sends nothing that is stored where ${reference} is the address, which each copy may set`, async () => {
      bed.setEnvironment('INODE_TEST_URL', other.baseUrl);
      const env = [{ name: 'INODE_TEST_URL', value: bed.simulator.baseUrl, type: 'str' }];
      await deploy({ account: { baseUrl: reference } }, env);
      for (const baseUrl of [reference, other.baseUrl, bed.simulator.baseUrl]) {
        assert.equal(problemIn(await ask(baseUrl)).code, 'SECRETS_NEEDED');
      }
      assert.equal(other.requests.length, 0);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('works at another address with what is typed', async () => {
    await deploy({ credentials: { password: randomBytes(9).toString('hex') } });
    const credentials = bed.simulator.account;
    assert.deepEqual(figuresIn(await ask(other.baseUrl, { credentials })), LISTS);
    assert.equal(bed.simulator.requests.length, 0);
  });

  it('takes the secrets of no node of another type', async () => {
    const { rdp } = bed.simulator;
    const nodes = [{ id: 'rdp', type: 'rdp-config', z: SUBFLOW, ...rdp, name: '' }];
    await bed.deploy([{ id: SUBFLOW, type: 'subflow', name: '', in: [], out: [] }, ...nodes], {
      others: { rdp: { ...rdp.account } },
    });
    const answer = await askTest(account({ baseUrl: rdp.baseUrl }), { id: 'rdp' });
    assert.equal(problemIn(answer).code, 'CREDENTIALS_MISSING');
  });
});
