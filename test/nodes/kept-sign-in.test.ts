import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import helper from 'node-red-node-test-helper';
import { useFolder } from '../support/use-folder';
import { assertSent } from './support/failure';
import { type FlowNode, links, OUT, onTab, TAB } from './support/flow-nodes';
import { type AccountOptions, useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

describe('a sign-in that is kept in the user directory', () => {
  const inFolder = useFolder();
  const bed = useTestBed({ accessTokenLifetime: 600 });
  beforeEach(() => helper.settings({ userDir: inFolder() }));
  afterEach(() => helper.settings({ userDir: undefined }));

  const files = () =>
    existsSync(inFolder('inode-tokens')) ? readdirSync(inFolder('inode-tokens')) : [];
  const TRIGGER = [links()];

  /** Stops Node-RED's flows and starts them again, as a restart does. */
  async function restart(nodes: readonly FlowNode[], options?: AccountOptions): Promise<void> {
    await bed.stop();
    bed.journal.close();
    bed.observer.close();
    await bed.deploy(nodes, options);
  }

  async function trigger(): Promise<void> {
    assertSent(await bed.trigger('links'));
  }

  it('outlasts restarts', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    for (let start = 0; start < 3; start++) {
      await restart(TRIGGER);
      await trigger();
    }
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    assert.deepEqual(files(), ['tokens-account']);
  });

  it('is refreshed after a restart where the token has expired in between', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    bed.clock.tick(86_400_000);
    await restart(TRIGGER);
    await trigger();
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
  });

  it('outlasts a deploy that changes the account', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    await bed.redeploy(TRIGGER, { account: { timeout: 10 } });
    await trigger();
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
    assert.deepEqual(files(), ['tokens-account']);
  });

  it('is not used where the password was changed', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    bed.simulator.changeAccount({ password: 'another one' });
    await restart(TRIGGER);
    await trigger();
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'password 200']);
  });

  it('ends with the account, whose file goes with it', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    assert.deepEqual(files(), ['tokens-account']);
    await helper.setFlows([TAB, OUT, ...TRIGGER], 'nodes');
    assert.deepEqual(files(), []);
  });

  it('of an account that was not used since the restart ends with it, too', async () => {
    await bed.deploy(TRIGGER);
    await trigger();
    await restart(TRIGGER);
    await helper.setFlows([TAB, OUT], 'nodes');
    assert.deepEqual(files(), []);
  });

  it('that cannot be kept is one warning, and the nodes work on', async () => {
    writeFileSync(inFolder('inode-tokens'), 'a file in its place');
    await bed.deploy(TRIGGER);
    for (let poll = 0; poll < 3; poll++) {
      await trigger();
      bed.clock.tick(700_000);
    }
    const complaints = bed.observer.complaints().filter((text) => text.includes('inode-tokens'));
    assert.equal(complaints.length, 1);
  });
});

describe('a sign-in inside of a subflow', () => {
  const inFolder = useFolder();
  const bed = useTestBed({ accessTokenLifetime: 600 });
  beforeEach(() => helper.settings({ userDir: inFolder() }));
  afterEach(() => helper.settings({ userDir: undefined }));

  const INNER = { account: { z: 'sub' } };
  const SUBFLOW: FlowNode = {
    id: 'sub',
    type: 'subflow',
    name: 'sub',
    in: [{ wires: [{ id: 'inner' }] }],
    out: [{ wires: [{ id: 'inner', port: 0 }] }],
  };
  const instance = (id: string) => onTab({ id, type: 'subflow:sub', wires: [[OUT.id]] });
  const FLOW = [
    SUBFLOW,
    links({ id: 'inner', z: 'sub', wires: [[]] }),
    instance('one'),
    instance('two'),
  ];

  async function triggerBoth(): Promise<void> {
    const before = bed.journal.received(OUT.id).length;
    bed.journal.start('one');
    bed.journal.start('two');
    await bed.journal.receives(OUT.id, before + 2);
  }

  it('is kept for each instance, and outlasts restarts', async () => {
    await bed.deploy(FLOW, INNER);
    await triggerBoth();
    const files = readdirSync(inFolder('inode-tokens'));
    assert.deepEqual(files.toSorted(), [
      'tokens-tab%2fone%2faccount',
      'tokens-tab%2ftwo%2faccount',
    ]);
    await bed.stop();
    bed.journal.close();
    bed.observer.close();
    await bed.deploy(FLOW, INNER);
    await triggerBoth();
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'password 200']);
    assert.deepEqual(readdirSync(inFolder('inode-tokens')), files);
  });
});
