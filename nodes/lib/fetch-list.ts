import type { Inode, ListCall } from '../../src/services/inode';
import { measure } from './measure';
import type { ListInfo } from './messages';

/** A list that arrived whole, and how. */
export interface FetchedList {
  readonly pages: unknown[][];
  readonly info: ListInfo;
}

/**
 * Fetches a list to its end. Nothing is handed on before, so that a failure
 * never leaves half a list behind.
 */
export async function fetchList(inode: Inode, call: ListCall): Promise<FetchedList> {
  const { caller, result } = measure(call);
  const pages: unknown[][] = [];
  for await (const page of inode.list({ ...call, ...caller })) pages.push(page);
  const count = pages.reduce((sum, page) => sum + page.length, 0);
  return { pages, info: { resource: call.resource, count, ...result() } };
}
