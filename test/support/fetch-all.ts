import type { Inode, ListCall } from '../../src/services/inode';
import { Watcher } from './watcher';

/** All pages of a list; without changes, of all links at once. */
export async function fetchAll(
  inode: Inode,
  { signal, observer }: Watcher = new Watcher(),
  changes: Partial<ListCall> = {},
): Promise<unknown[][]> {
  const call: ListCall = {
    resource: 'links',
    query: [],
    paginated: false,
    signal,
    observer,
    ...changes,
  };
  const pages: unknown[][] = [];
  for await (const page of inode.list(call)) pages.push(page);
  return pages;
}
