import { type FlowNode, onTab } from '../support/flow-node';

/** The nodes that ask a service, by how they are asked. */
export const ASKING = [
  'links-list',
  'links-items',
  'links-pages',
  'devices-items',
  'request-answer',
  'request-list',
  'request-items',
  'rdp-get',
  'rdp-post',
  'query',
  'query-path',
] as const;

/** The nodes that work on what they are sent. */
export const WORKING = ['changes', 'changes-items', 'geojson', 'map'] as const;

/** One that fetches with an account which nobody has used before. */
export const NEWCOMER = 'links-new';

/**
 * All nodes of the package with a hostile service, each wired to several, with a Catch
 * and a Complete node, so that Node-RED clones what it can.
 *
 * @param deploys distinguishes the account of the newcomer from those of earlier deploys
 */
export function fuzzFlow(origin: string, deploys: number): FlowNode[] {
  const connection = { baseUrl: `${origin}/`, timeout: 3, retries: 0 };
  const newAccount = `new-${deploys}`;
  const out = { wires: [['out', 'other']] };
  const lists = { wires: [['out', 'changes', 'geojson', 'map']] };
  const items = { wires: [['out', 'changes-items', 'map']] };
  const inode = { server: 'inode' };
  const all = [...ASKING, ...WORKING, NEWCOMER];
  return [
    { id: 'tab', type: 'tab' },
    inodeAccount('inode', connection),
    inodeAccount(newAccount, connection),
    {
      id: 'innerspace',
      type: 'innerspace-config',
      ...connection,
      credentials: { clientId: 'client', clientSecret: 'secret' },
    },
    ...['rdp', 'rdp-password'].map((id) => ({
      id,
      type: 'rdp-config',
      ...connection,
      tokenUrl: `${origin}/auth/token`,
      credentials: { username: 'user', password: 'word', clientId: 'client' },
    })),
    onTab({ id: 'links-list', type: 'inode-links', mode: 'list', ...inode, ...lists }),
    onTab({ id: 'links-items', type: 'inode-links', mode: 'items', ...inode, ...items }),
    onTab({ id: 'links-pages', type: 'inode-links', mode: 'pages', ...inode, ...items }),
    onTab({ id: 'devices-items', type: 'inode-devices', mode: 'items', ...inode, ...items }),
    onTab({ id: NEWCOMER, type: 'inode-links', mode: 'list', server: newAccount, ...out }),
    ...(['answer', 'list', 'items'] as const).map((mode) =>
      onTab({ id: `request-${mode}`, type: 'inode-request', path: 'v2/', mode, ...inode, ...out }),
    ),
    onTab({ id: 'rdp-get', type: 'rdp-request', server: 'rdp', path: 'data/', ...out }),
    onTab({
      id: 'rdp-post',
      type: 'rdp-request',
      server: 'rdp',
      path: 'data/',
      method: 'POST',
      ...out,
    }),
    ...['', 'building_features'].map((path) =>
      onTab({
        id: path === '' ? 'query' : 'query-path',
        type: 'innerspace-query',
        path,
        server: 'innerspace',
        query: '{ building_features { a } }',
        partial: path === '',
        ...lists,
      }),
    ),
    onTab({
      id: 'changes',
      type: 'inode-changes',
      first: 'added',
      wires: [['out'], ['out'], ['out']],
    }),
    onTab({
      id: 'changes-items',
      type: 'inode-changes',
      mode: 'items',
      first: 'added',
      wires: [['out', 'other'], ['out'], ['out']],
    }),
    onTab({ id: 'geojson', type: 'inode-geojson', ...out }),
    onTab({ id: 'map', type: 'inode-geojson', output: 'worldmap', ...out }),
    onTab({ id: 'catch', type: 'catch', scope: null, wires: [['out', 'other']] }),
    onTab({ id: 'complete', type: 'complete', scope: all, wires: [['out', 'other']] }),
    onTab({ id: 'out', type: 'debug', active: false }),
    onTab({ id: 'other', type: 'debug', active: false }),
  ];
}

function inodeAccount(id: string, connection: object): FlowNode {
  const credentials = { username: 'user', password: 'word', clientId: 'client', clientSecret: 's' };
  return { id, type: 'inode-config', auth: 'oauth2', ...connection, credentials };
}
