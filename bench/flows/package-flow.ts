import type { ListMode } from '../../nodes/settings';
import type { FlowNode } from '../../scripts/support/flow-node';
import { END, flowOf } from './flow';

/** So many nodes of this package that ask for the same list. */
export function packageFlow(baseUrl: string, count: number, mode: ListMode): FlowNode[] {
  const ids = Array.from({ length: count }, (_, index) => `devices-${index}`);
  const account = { id: 'account', type: 'inode-config', baseUrl, auth: 'oauth2' };
  const nodes = ids.map((id) => ({
    id,
    type: 'inode-devices',
    server: account.id,
    mode,
    wires: [[END]],
  }));
  return [account, ...flowOf(ids, nodes)];
}
