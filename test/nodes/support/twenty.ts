import assert from 'node:assert/strict';
import { assertSent } from './failure';
import { devices, type FlowNode, links } from './flow-nodes';
import { servedList } from './served';
import type { TestBed } from './test-bed';

/** Twenty nodes on one account, half of them for links and half for devices. */
export const TWENTY: readonly FlowNode[] = Array.from({ length: 20 }, (_, index) =>
  (index % 2 === 0 ? links : devices)({ id: `list${index}` }),
);

/** Triggers the twenty at the same moment; each must get its list. */
export async function triggerTwenty(bed: TestBed): Promise<void> {
  const outcomes = await Promise.all(TWENTY.map(({ id }) => bed.trigger(id)));
  const even = await servedList(bed.simulator, 'links');
  const odd = await servedList(bed.simulator, 'devices');
  for (const [index, outcome] of outcomes.entries()) {
    const [message] = assertSent(outcome);
    assert.deepEqual(message?.payload, index % 2 === 0 ? even : odd);
  }
}
