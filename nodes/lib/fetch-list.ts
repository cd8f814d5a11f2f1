import type { Inode, ListCall } from '../../src/services/inode';
import type { ListInfo } from './messages';

/** A list that arrived whole, and how. */
export interface FetchedList {
  readonly pages: unknown[][];
  readonly info: ListInfo;
}

/** Fetches a list to its end. Nothing is handed on before, so that a failure never leaves half a list behind. */
export async function fetchList(inode: Inode, call: ListCall): Promise<FetchedList> {
  const started = performance.now();
  let requests = 0;
  const onRequest = (): void => {
    requests++;
    call.observer?.onRequest?.();
  };
  const pages: unknown[][] = [];
  for await (const page of inode.list({ ...call, observer: { ...call.observer, onRequest } })) {
    pages.push(page);
  }
  return {
    pages,
    info: {
      resource: call.resource,
      count: pages.reduce((count, page) => count + page.length, 0),
      fetchedAt: new Date().toISOString(),
      durationMs: Math.round(performance.now() - started),
      requests,
    },
  };
}
