import assert from 'node:assert/strict';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';
import type { Order } from './support/protocol';
import { SmallNodeRed } from './support/small-node-red';

const ITEMS = 200_000;
const HEAP = 4_096;

/** Each of these also asks that the request of another flow waits for less than 250 ms. */
describe(`a list of ${ITEMS} items`, function () {
  this.timeout(300_000);

  let nodeRed: SmallNodeRed;
  afterEach(() => nodeRed.close());

  async function start(type: string, settings: object, outputs = 1): Promise<void> {
    const wires = Array.from({ length: outputs }, () => ['out']);
    const node: FlowNode = { id: 'node', type, wires, ...settings };
    nodeRed = await SmallNodeRed.start(HEAP, [onTab(node)]);
  }

  async function give(settings: Partial<Order> = {}): Promise<void> {
    const order = { ids: ['node'], count: 1, interval: 0, areDifferent: false, items: ITEMS };
    const { ends } = await nodeRed.work({ ...order, ...settings });
    assert.deepEqual(Object.keys(ends), ['sent']);
  }

  it('goes into inode-changes, unchanged and changed, while other flows run', async () => {
    await start('inode-changes', { first: 'added' }, 3);
    await give();
    await give();
    await give({ moves: true });
    await give({ items: 1 });
  });

  it('goes into inode-geojson for a map of features while other flows run', async () => {
    await start('inode-geojson', {});
    await give();
    await give();
  });

  it('goes into inode-geojson for the worldmap while other flows run', async () => {
    await start('inode-geojson', { output: 'worldmap', colorBy: 'speed' });
    await give();
    await give();
  });
});
