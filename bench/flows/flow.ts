import { type FlowNode, onTab } from '../../scripts/support/flow-node';

/** The inject node that starts a poll. */
export const TRIGGER = 'trigger';

/** Where the messages end. */
export const END = 'end';

/** Where the errors end. */
export const CAUGHT = 'caught';

/** A flow of an inject node that is wired to these, its ends, and these nodes. */
export function flowOf(triggered: readonly string[], nodes: readonly FlowNode[]): FlowNode[] {
  return [
    { id: 'tab', type: 'tab' },
    onTab({ id: TRIGGER, type: 'inject', props: [], wires: [triggered] }),
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [[CAUGHT]] }),
    // A comment node does nothing with a message that reaches it, and so costs nothing.
    onTab({ id: END, type: 'comment' }),
    onTab({ id: CAUGHT, type: 'comment' }),
    ...nodes.map(onTab),
  ];
}
