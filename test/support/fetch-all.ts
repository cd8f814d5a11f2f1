import type { Inode, ListCall } from '../../src/services/inode';
import { Watcher } from './watcher';

/** The items of a list, as many at a time as they come; without changes, of all links together. */
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
  const chunks: unknown[][] = [];
  await inode.list(call, async ({ items }) => void chunks.push(items));
  return chunks;
}
