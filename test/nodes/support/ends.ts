import type { NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import { pause, until } from '../../support/clock';
import { CATCH, CAUGHT, type FlowNode, onTab } from './flow-nodes';
import { runtime } from './node-red';
import type { TestBed } from './test-bed';

/** What a flow hears of a message that a node got. */
export interface Ends {
  /** How often the node called `done`. */
  readonly done: number;
  readonly completed: readonly NodeMessage[];
  readonly caught: readonly NodeMessage[];
  readonly sent: readonly NodeMessage[];
}

/** What listens at a node's ends: all of it, or one of the two. */
export type Listeners = 'both' | 'catch' | 'complete';

/** The wires of a node whose messages are copied, and the nodes that hear how its messages end. */
export function listeners(id: string, kind: Listeners): FlowNode[] {
  const complete = onTab({ id: 'complete', type: 'complete', scope: [id], wires: [['completed']] });
  return [
    onTab({ id: 'one', type: 'helper' }),
    onTab({ id: 'two', type: 'helper' }),
    ...(kind === 'catch' ? [] : [complete]),
    onTab({ id: 'completed', type: 'helper' }),
    ...(kind === 'complete' ? [] : [CATCH]),
    CAUGHT,
  ];
}

/**
 * Gives a message to a node and waits until the flow has heard how it ended. Nobody has
 * hooks in the way of messages here: with them, Node-RED notices itself what it cannot copy.
 */
export async function endsOf(bed: TestBed, id: string, message: NodeMessage): Promise<Ends> {
  bed.journal.close();
  let done = 0;
  runtime.hooks.add('onComplete.ends', ({ node }) => {
    if (node.id === id) done++;
  });
  try {
    const [completed, caught, sent] = ['completed', 'caught', 'one'].map(collect);
    helper.getNode(id).receive(message);
    await until(() => done > 0, `${id} is done`);
    await pause(50);
    return { done, completed: completed ?? [], caught: caught ?? [], sent: sent ?? [] };
  } finally {
    runtime.hooks.remove('*.ends');
  }
}

function collect(id: string): NodeMessage[] {
  const received: NodeMessage[] = [];
  helper.getNode(id).on('input', (message) => {
    received.push(message);
  });
  return received;
}
