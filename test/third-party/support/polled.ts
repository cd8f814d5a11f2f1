import type { FlowNode } from '../../../scripts/support/flow-node';

/** The debug node that shows a message for each poll whose links were sent on. */
export const POLLED = 'polled';

/** Nodes beside an example that report when its links have been polled. */
export function polledNodes(flow: readonly FlowNode[]): FlowNode[] {
  const links = flow.find(({ type }) => type === 'inode-links');
  return [
    {
      id: 'links-complete',
      type: 'complete',
      z: links?.['z'],
      scope: [links?.id],
      wires: [[POLLED]],
    },
    { id: POLLED, type: 'debug', z: links?.['z'], active: true, tosidebar: true, wires: [] },
  ];
}
