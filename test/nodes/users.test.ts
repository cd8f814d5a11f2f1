import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import { pause } from '../support/clock';
import { CATCH, CAUGHT, devices, type FlowNode, links } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const FIRST_TAB: readonly FlowNode[] = [links(), CATCH, CAUGHT];
const SECOND_TAB: readonly FlowNode[] = [
  { id: 'other', type: 'tab' },
  { ...CATCH, id: 'other-catch', z: 'other', wires: [['other-caught']] },
  { ...CAUGHT, id: 'other-caught', z: 'other' },
];

describe('an error of the account itself', () => {
  const bed = useTestBed();

  // The test helper can start with one Catch node only; the second comes with the next deploy.
  beforeEach(() => bed.deploy(FIRST_TAB));

  /** Lets the account report an error, and counts what the Catch nodes of both tabs send on. */
  async function caughtOnBothTabs(): Promise<number[]> {
    helper.getNode('account').error('something is wrong', {});
    await pause();
    return ['caught', 'other-caught'].map((id) => bed.journal.received(id).length);
  }

  it('reaches the tabs of all nodes that use the account', async () => {
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB, devices({ z: 'other' })]);
    assert.deepEqual(await caughtOnBothTabs(), [1, 1]);
    const [caught] = bed.journal.received('other-caught');
    assert.equal(Object(caught?.error).source.id, 'account');
  });

  it('does not reach a tab on which no node uses it', async () => {
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB]);
    assert.deepEqual(await caughtOnBothTabs(), [1, 0]);
  });

  it('no longer reaches the tab of a node that was deleted', async () => {
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB, devices({ z: 'other' })]);
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB]);
    assert.deepEqual(await caughtOnBothTabs(), [1, 0]);
  });

  it('still reaches the tab of a node that was deployed again', async () => {
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB, devices({ z: 'other' })]);
    await bed.redeploy([...FIRST_TAB, ...SECOND_TAB, devices({ z: 'other', mode: 'items' })]);
    assert.deepEqual(await caughtOnBothTabs(), [1, 1]);
  });
});
