import type { Inode, ListCall } from '../../src/services/inode';
import { Watcher } from './watcher';

/** All portions of a list; without changes, of all links at once. */
export async function fetchAll(
  inode: Inode,
  { signal, observer }: Watcher = new Watcher(),
  changes: Partial<ListCall> = {},
): Promise<unknown[][]> {
  const call: ListCall = {
    resource: 'links',
    query: [],
    portions: 'whole',
    signal,
    observer,
    ...changes,
  };
  const portions: unknown[][] = [];
  await inode.list(call, async ({ items }) => void portions.push(items));
  return portions;
}
