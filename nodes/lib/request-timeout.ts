import type { Node, NodeMessageInFlow } from 'node-red';
import { LONGEST_TIMER } from '../../src/abort';
import type { Translate } from './translate';

/**
 * Milliseconds from `msg.requestTimeout`, which overrides the account's
 * time-out as it does in the core HTTP request node: anything but a positive
 * number is ignored with a warning.
 */
export function readRequestTimeout(
  node: Node,
  translate: Translate,
  { requestTimeout }: NodeMessageInFlow & { requestTimeout?: unknown },
): number | undefined {
  if (requestTimeout === undefined) return undefined;
  const timeout = Number(requestTimeout);
  if (timeout >= 1 && timeout <= LONGEST_TIMER) return timeout;
  node.warn(translate('problem.requestTimeout'));
  return undefined;
}
