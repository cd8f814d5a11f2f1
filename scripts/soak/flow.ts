import type { Simulator } from '../../simulator';
import type { FlowNode } from './node-red';
import type { Arrivals } from './ledger';

/** Where the messages of the flow arrive. */
export const ARRIVALS: Arrivals = { out: 'out', complete: 'complete', caught: 'caught' };

/** The nodes that are triggered. */
export const TRIGGERS = ['links', 'devices'] as const;

/** What is special about the account of a flow. */
export interface AccountChanges {
  readonly timeout?: number;
  readonly retries?: number;
}

/** Both nodes on one account, with a Catch and a Complete node; what arrives is let go. */
export function flowFor(
  { baseUrl }: Simulator,
  changes: AccountChanges,
  linksName = '',
): FlowNode[] {
  const { out, complete, caught } = ARRIVALS;
  return [
    { id: 'tab', type: 'tab' },
    { id: 'account', type: 'inode-config', baseUrl, auth: 'oauth2', ...changes },
    listNode('links', linksName),
    listNode('devices', ''),
    onTab({ id: out, type: 'debug', active: false }),
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [[caught]] }),
    onTab({ id: caught, type: 'debug', active: false }),
    onTab({ id: complete, type: 'complete', scope: [...TRIGGERS] }),
  ];
}

/** The credentials of the flow's account, as a deploy sends them. */
export function credentialsFor({ account }: Simulator): object {
  return { account: { ...account } };
}

function listNode(id: (typeof TRIGGERS)[number], name: string): FlowNode {
  return onTab({ id, type: `inode-${id}`, name, server: 'account', wires: [[ARRIVALS.out]] });
}

function onTab(node: FlowNode): FlowNode {
  return { z: 'tab', x: 0, y: 0, ...node };
}
