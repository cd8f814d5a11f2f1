import type { Inode, ListCall } from '../../src/services/inode';
import { Watcher } from './watcher';

/** All mode of a list; without changes, of all links at once. */
export async function fetchAll(
  inode: Inode,
  { signal, observer }: Watcher = new Watcher(),
  changes: Partial<ListCall> = {},
): Promise<unknown[][]> {
  const call: ListCall = {
    resource: 'links',
    query: [],
    mode: 'list',
    signal,
    observer,
    ...changes,
  };
  const mode: unknown[][] = [];
  await inode.list(call, async ({ items }) => void mode.push(items));
  return mode;
}
