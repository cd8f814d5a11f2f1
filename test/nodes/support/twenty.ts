import assert from 'node:assert/strict';
import { assertSent } from './failure';
import { devices, type FlowNode, links } from './flow-nodes';
import type { Journal } from './journal';
import { payloadOf } from './parts';

/** Twenty nodes on one account, half of them for links and half for devices. */
export const TWENTY: readonly FlowNode[] = Array.from({ length: 20 }, (_, index) =>
  (index % 2 === 0 ? links : devices)({ id: `list${index}` }),
);

/** Triggers the twenty at the same moment; each must get its list. */
export async function triggerTwenty(
  flow: Pick<Journal, 'trigger'>,
  lists: { readonly links: readonly unknown[]; readonly devices: readonly unknown[] },
): Promise<void> {
  const outcomes = await Promise.all(TWENTY.map(({ id }) => flow.trigger(id)));
  for (const [index, outcome] of outcomes.entries()) {
    const expected = index % 2 === 0 ? lists.links : lists.devices;
    assert.deepEqual(assertSent(outcome).map(payloadOf), [expected]);
  }
}
