import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { CHANGES_DEFAULTS, type ChangesSettings } from '../../../nodes/settings';
import { until } from '../../support/clock';
import { assertSent } from './failure';
import { type FlowNode, onTab } from './flow-nodes';
import type { TestBed } from './test-bed';

/** The nodes that the three outputs lead to. */
const OUTPUTS = ['added', 'changed', 'removed'] as const;

/** The messages that left by each output. */
export type Reported = Record<(typeof OUTPUTS)[number], readonly NodeMessage[]>;

interface Placement {
  readonly id?: string;
  readonly wires?: string[][];
}

/** A node that compares lists, and where its outputs lead; all its defaults except for these. */
export function changes(settings: Partial<ChangesSettings> & Placement = {}): FlowNode[] {
  const { id = 'changes' } = settings;
  const ends = OUTPUTS.map((output) => `${id}-${output}`);
  const wires = ends.map((end) => [end]);
  return [
    onTab({ ...CHANGES_DEFAULTS, id, type: 'inode-changes', wires, ...settings }),
    ...ends.map((end) => onTab({ id: end, type: 'helper' })),
  ];
}

/** What has arrived at the ends of the outputs so far. */
export function reportedBy({ journal }: TestBed, id = 'changes'): Reported {
  const [added, changed, removed] = OUTPUTS.map((output) => [
    ...journal.received(`${id}-${output}`),
  ]);
  assert(added && changed && removed);
  return { added, changed, removed };
}

/** Gives a message to the node `changes`, which must not fail, and returns what it reported. */
export async function compare(bed: TestBed, message: NodeMessage): Promise<Reported> {
  const before = reportedBy(bed);
  const sent = assertSent(await bed.trigger('changes', message));
  const all = (reported: Reported) =>
    OUTPUTS.reduce((sum, output) => sum + reported[output].length, 0);
  const expected = all(before) + sent.length;
  await until(() => all(reportedBy(bed)) >= expected, 'all messages arrive');
  const now = reportedBy(bed);
  return {
    added: now.added.slice(before.added.length),
    changed: now.changed.slice(before.changed.length),
    removed: now.removed.slice(before.removed.length),
  };
}

/** The payloads by output; an output without messages has an empty array. */
export function payloadsOf({ added, changed, removed }: Reported) {
  const payloads = (messages: readonly NodeMessage[]) => messages.map(({ payload }) => payload);
  return { added: payloads(added), changed: payloads(changed), removed: payloads(removed) };
}

/** What `payloadsOf` returns where nothing was reported. */
export const SILENCE = { added: [], changed: [], removed: [] };
