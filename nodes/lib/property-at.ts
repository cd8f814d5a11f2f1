import type { NodeAPI, NodeMessage } from 'node-red';
import { ServiceError } from '../../src/errors';
import { nodeReason } from './reasons';

/**
 * The value at a path inside a value; all of it for an empty path.
 *
 * @throws {ServiceError} ANSWER_INVALID when there is nothing.
 */
export function propertyAt(RED: NodeAPI, value: unknown, path: string): unknown {
  if (path === '') return value;
  const found = lookUp(RED, { payload: value }, `payload${path.startsWith('[') ? '' : '.'}${path}`);
  if (found !== undefined) return found;
  throw new ServiceError('ANSWER_INVALID', { reason: nodeReason('nothingAt', { path }) });
}

function lookUp(RED: NodeAPI, msg: NodeMessage, path: string): unknown {
  try {
    return RED.util.getObjectProperty(msg, path);
  } catch {
    // Node-RED throws where a part of the path is missing.
    return undefined;
  }
}
