import { ServiceError } from '../../../src/errors';
import type { ReasonValues } from '../../../src/reasons';
import { type NodeReasonKey, nodeReason } from '../reasons';

/** The error for a request that cannot be sent. */
export function invalid(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('REQUEST_INVALID', { reason: nodeReason(reason, values) });
}
