import type { NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../../src/errors';
import type { ReasonValues } from '../../../src/reasons';
import { type NodeReasonKey, nodeReason } from '../reasons';

/**
 * Refuses the answer to a request that failed, which the core http request node
 * sends on as if it were one.
 *
 * @throws {ServiceError} LIST_INVALID
 */
export function assertSucceeded({
  statusCode,
}: NodeMessageInFlow & { statusCode?: unknown }): void {
  if (typeof statusCode !== 'number' || statusCode < 400) return;
  throw invalid('listFailed', { status: statusCode });
}

/**
 * Refuses a list that is not complete, such as a page that lost its `msg.parts`, or
 * one that the service cut short: what is missing would be reported as removed.
 *
 * @param inode what our nodes say of a list (`msg.inode`), if they sent it
 * @throws {ServiceError} LIST_INVALID
 */
export function assertComplete(list: unknown, inode: unknown): void {
  if (!Array.isArray(list) || typeof inode !== 'object' || inode === null) return;
  const { length } = list;
  const count = numberIn(inode, 'count');
  const total = numberIn(inode, 'total');
  if (isOfPart(inode)) throw invalid('listPart');
  if (count !== undefined && length < count) throw invalid('listShort', { length, count });
  const sent = count ?? length;
  if (total !== undefined && sent < total) throw invalid('listCutShort', { length: sent, total });
}

/** As long as a list is not complete, our nodes report where it comes from, and nothing else. */
function isOfPart(inode: object): boolean {
  const hasSource = 'resource' in inode || 'path' in inode;
  return hasSource && !('count' in inode) && !('fetchedAt' in inode);
}

function numberIn(inode: object, name: 'count' | 'total'): number | undefined {
  const value: unknown = Reflect.get(inode, name);
  return typeof value === 'number' ? value : undefined;
}

function invalid(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('LIST_INVALID', { reason: nodeReason(reason, values) });
}
