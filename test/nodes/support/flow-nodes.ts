import {
  ACCOUNT_DEFAULTS,
  type AccountSettings,
  GEOJSON_DEFAULTS,
  type GeojsonSettings,
  GRAPHQL_DEFAULTS,
  type GraphqlSettings,
  INNERSPACE_BEFORE,
  INNERSPACE_DEFAULTS,
  INODE_REQUEST_DEFAULTS,
  type InnerspaceSettings,
  type InodeRequestSettings,
  LIST_DEFAULTS,
  type ListSettings,
  RDP_DEFAULTS,
  type RdpSettings,
  REQUEST_DEFAULTS,
  type RequestSettings,
} from '../../../nodes/settings';
import { type FlowNode, onTab } from '../../../scripts/support/flow-node';

export { type FlowNode, onTab };

/** What a node may have in addition to its own settings. */
interface Placement {
  readonly id?: string;
  readonly z?: string;
  readonly wires?: string[][];
  /** Disabled. */
  readonly d?: boolean;
}

/** An account's settings; `auth` may be anything here, also a reference to the environment. */
export type AccountNodeSettings = Omit<Partial<AccountSettings>, 'auth'> &
  Placement & { readonly auth?: string };

export const TAB: FlowNode = { id: 'tab', type: 'tab' };

/** Joins what `msg.parts` says belongs together. */
export const JOIN = onTab({ id: 'join', type: 'join', mode: 'auto', wires: [['out']] });

/** Where the messages of a flow arrive. */
export const OUT = onTab({ id: 'out', type: 'helper' });

/** Catches every error on the tab. */
export const CATCH = onTab({ id: 'catch', type: 'catch', scope: null, wires: [['caught']] });
export const CAUGHT = onTab({ id: 'caught', type: 'helper' });

/** An account with all its defaults, except that it signs in by OAuth2. */
export function account(settings: AccountNodeSettings): FlowNode {
  return { ...ACCOUNT_DEFAULTS, auth: 'oauth2', id: 'account', type: 'inode-config', ...settings };
}

/** A node that reads links. */
export function links(settings: Partial<ListSettings> & Placement = {}): FlowNode {
  return listNode('inode-links', { id: 'links', ...settings });
}

/** A node that reads devices. */
export function devices(settings: Partial<ListSettings> & Placement = {}): FlowNode {
  return listNode('inode-devices', { id: 'devices', ...settings });
}

/** A node that makes requests of the account. */
export function inodeRequest(settings: Partial<InodeRequestSettings> & Placement = {}): FlowNode {
  return onTab({
    ...INODE_REQUEST_DEFAULTS,
    id: 'request',
    type: 'inode-request',
    server: 'account',
    wires: [[OUT.id]],
    ...settings,
  });
}

/** A node that puts lists on the map. */
export function geojson(settings: Partial<GeojsonSettings> & Placement = {}): FlowNode {
  const wires = [[OUT.id]];
  return onTab({ ...GEOJSON_DEFAULTS, id: 'geojson', type: 'inode-geojson', wires, ...settings });
}

/** An InnerSpace client of the first generation unless overridden, with all its defaults. */
export function innerspace(settings: Partial<InnerspaceSettings> & Placement): FlowNode {
  return {
    ...INNERSPACE_DEFAULTS,
    ...INNERSPACE_BEFORE,
    id: 'innerspace',
    type: 'innerspace-config',
    ...settings,
  };
}

/** A node that asks InnerSpace. */
export function query(settings: Partial<GraphqlSettings> & Placement = {}): FlowNode {
  const type = 'innerspace-query';
  const wires = [[OUT.id]];
  return onTab({
    ...GRAPHQL_DEFAULTS,
    id: 'query',
    type,
    server: 'innerspace',
    wires,
    ...settings,
  });
}

/** An RDP user with all the defaults. */
export function rdp(settings: Partial<RdpSettings> & Placement): FlowNode {
  return { ...RDP_DEFAULTS, id: 'rdp', type: 'rdp-config', ...settings };
}

/** A node that makes requests of RDP. */
export function request(settings: Partial<RequestSettings> & Placement = {}): FlowNode {
  const wires = [[OUT.id]];
  return onTab({
    ...REQUEST_DEFAULTS,
    id: 'request',
    type: 'rdp-request',
    server: 'rdp',
    wires,
    ...settings,
  });
}

function listNode(
  type: string,
  settings: Partial<ListSettings> & Placement & { id: string },
): FlowNode {
  return onTab({ ...LIST_DEFAULTS, server: 'account', wires: [[OUT.id]], ...settings, type });
}
