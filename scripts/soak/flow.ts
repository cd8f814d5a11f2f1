import type { Simulator } from '../../simulator/index';
import { type FlowNode, onTab } from '../support/flow-node';
import type { Arrivals } from './ledger';

/** Where the messages of the flow arrive. */
export const ARRIVALS: Arrivals = { out: 'out', complete: 'complete', caught: 'caught' };

/** The nodes that are triggered. */
export const TRIGGERS = ['links', 'devices', 'query', 'request'] as const;

/** The configuration nodes that they use. */
export const CONFIGS = ['inode', 'innerspace', 'rdp'] as const;

/** What is special about the configuration nodes of a flow. */
export interface ConnectionChanges {
  readonly timeout?: number;
  readonly retries?: number;
}

const FEATURES = '{ building_features(limit: 50) { building_id feature_value } }';
const SERIES = 'data/historical-pricing/v1/views/interday-summaries/VOD.L';

/** All working nodes, with a Catch and a Complete node; what arrives is let go. */
export function flowFor(
  { baseUrl, innerspace, rdp }: Simulator,
  changes: ConnectionChanges,
  name = '',
): FlowNode[] {
  const { out, complete, caught } = ARRIVALS;
  const { tokenUrl } = rdp;
  return [
    { id: 'tab', type: 'tab' },
    { id: 'inode', type: 'inode-config', baseUrl, auth: 'oauth2', ...changes },
    { id: 'innerspace', type: 'innerspace-config', baseUrl: innerspace.baseUrl, ...changes },
    { id: 'rdp', type: 'rdp-config', baseUrl: rdp.baseUrl, tokenUrl, ...changes },
    trigger({ id: 'links', type: 'inode-links', server: 'inode', name }),
    trigger({ id: 'devices', type: 'inode-devices', server: 'inode' }),
    trigger({ id: 'query', type: 'innerspace-query', server: 'innerspace', name, query: FEATURES }),
    trigger({ id: 'request', type: 'rdp-request', server: 'rdp', name, path: SERIES }),
    onTab({ id: out, type: 'debug', active: false }),
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [[caught]] }),
    onTab({ id: caught, type: 'debug', active: false }),
    onTab({ id: complete, type: 'complete', scope: [...TRIGGERS] }),
  ];
}

/** The credentials of the flow's configuration nodes, as a deploy sends them. */
export function credentialsFor({ account, innerspace, rdp }: Simulator): object {
  return {
    inode: { ...account },
    innerspace: { ...innerspace.account },
    rdp: { ...rdp.account },
  };
}

/** Tokens that live a second are refreshed all the time, so that faults strike there as well. */
export const SHORT_LIVES = {
  accessTokenLifetime: 1,
  innerspaceTokenLifetime: 1,
  rdpTokenLifetime: 1,
} as const;

function trigger(node: FlowNode): FlowNode {
  return onTab({ ...node, wires: [[ARRIVALS.out]] });
}
