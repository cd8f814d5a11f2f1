import type { NodeMessage } from 'node-red';
import { QUALITY_DEFAULTS, type QualitySettings } from '../../../nodes/settings';
import { until } from '../../support/clock';
import { assertSent } from './failure';
import { type FlowNode, onTab } from './flow-nodes';
import type { TestBed } from './test-bed';

/** The nodes that the three outputs lead to. */
const OUTPUTS = ['fit', 'unfit', 'alarm'] as const;

/** The messages that left by each output. */
export type Judgement = Record<(typeof OUTPUTS)[number], readonly NodeMessage[]>;

/** A node that judges lists, and where its outputs lead; all its defaults except for these. */
export function quality(
  settings: Partial<QualitySettings> & { readonly wires?: string[][] } = {},
): FlowNode[] {
  const wires = OUTPUTS.map((output) => [output]);
  return [
    onTab({ ...QUALITY_DEFAULTS, id: 'quality', type: 'inode-quality', wires, ...settings }),
    ...OUTPUTS.map((id) => onTab({ id, type: 'helper' })),
  ];
}

/** What has arrived at the ends of the outputs so far. */
export function judgedBy({ journal }: TestBed): Judgement {
  const at = (output: keyof Judgement): NodeMessage[] => [...journal.received(output)];
  return { fit: at('fit'), unfit: at('unfit'), alarm: at('alarm') };
}

/** Gives a message to the node, which must not fail, and returns what left for it. */
export async function judge(bed: TestBed, message: NodeMessage): Promise<Judgement> {
  const before = judgedBy(bed);
  const sent = assertSent(await bed.trigger('quality', message));
  const all = (each: Judgement) => OUTPUTS.reduce((sum, output) => sum + each[output].length, 0);
  const expected = all(before) + sent.length;
  await until(() => all(judgedBy(bed)) >= expected, 'all messages arrive');
  const now = judgedBy(bed);
  return {
    fit: now.fit.slice(before.fit.length),
    unfit: now.unfit.slice(before.unfit.length),
    alarm: now.alarm.slice(before.alarm.length),
  };
}

/** A property of each message. */
export function propertyOf(messages: readonly NodeMessage[], name: string): unknown[] {
  return messages.map((message) => Reflect.get(message, name));
}
