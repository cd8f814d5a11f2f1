import type { NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../../src/errors';
import { Reason } from '../../../src/reasons';

/**
 * Refuses a list that is shorter than the one which was fetched, such as a page
 * that lost its `msg.parts`: what is missing would be told as removed.
 *
 * @throws {ServiceError} LIST_INVALID
 */
export function assertWhole(
  list: unknown,
  { inode }: NodeMessageInFlow & { inode?: unknown },
): void {
  const count = countOf(inode);
  if (!Array.isArray(list) || count === undefined || list.length >= count) return;
  const reason = new Reason('listShort', { length: list.length, count });
  throw new ServiceError('LIST_INVALID', { reason });
}

function countOf(inode: unknown): number | undefined {
  if (typeof inode !== 'object' || inode === null || !('count' in inode)) return undefined;
  return typeof inode.count === 'number' ? inode.count : undefined;
}
