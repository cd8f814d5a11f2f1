import type { FlowNode } from '../../../scripts/support/flow-node';

const TAB: FlowNode = { id: 'tab', type: 'tab', label: 'Test' };

/** Pixels from one row of nodes to the next. */
const ROW = 80;

/** A node under test, without its place on the canvas. */
export interface TestNode {
  id: string;
  type: string;
  [property: string]: unknown;
}

/** A tab on which each node is between an inject node and a debug node of its own. */
export function flowOf(nodes: readonly TestNode[]): FlowNode[] {
  return [TAB, ...nodes.flatMap((node, index) => chain(node, (index + 1) * ROW))];
}

function chain(node: TestNode, y: number): FlowNode[] {
  const [inject, debug] = [`${node.id}-inject`, `${node.id}-debug`];
  return [
    {
      id: inject,
      type: 'inject',
      z: TAB.id,
      name: 'go',
      props: [],
      repeat: '',
      crontab: '',
      x: 120,
      y,
      wires: [[node.id]],
    },
    { z: TAB.id, x: 320, y, wires: [[debug]], ...node },
    {
      id: debug,
      type: 'debug',
      z: TAB.id,
      name: node.id,
      active: true,
      tosidebar: true,
      complete: 'payload',
      targetType: 'msg',
      x: 560,
      y,
      wires: [],
    },
  ];
}
