import type { NodeAPI, NodeMessage } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { FieldPath } from '../../src/value-at';
import { nodeReason } from './reasons';
import { invalid, text } from './saved-values';

/**
 * The steps of a saved property expression, such as `location.coordinates[0]`;
 * none for an empty one.
 *
 * @throws {ServiceError} CONFIG_INVALID for what is not such an expression, or takes steps from a message.
 */
export function propertyPath(
  RED: Pick<NodeAPI, 'util'>,
  saved: string,
): readonly (string | number)[] {
  const path = text(saved).trim();
  if (path === '') return [];
  const steps = normalise(RED, path);
  if (steps === undefined) throw invalid('pathInvalid', { path });
  return steps;
}

/**
 * The path of a saved field; undefined for an empty one.
 *
 * @throws as propertyPath
 */
export function fieldPath(RED: Pick<NodeAPI, 'util'>, saved: string): FieldPath | undefined {
  const path = text(saved).trim();
  return path === '' ? undefined : { text: path, keys: propertyPath(RED, path) };
}

function normalise(RED: Pick<NodeAPI, 'util'>, path: string): (string | number)[] | undefined {
  try {
    const steps = RED.util.normalisePropertyExpression(path);
    return steps.some((step) => typeof step === 'object') ? undefined : steps;
  } catch {
    return undefined;
  }
}

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
