import type { NodeAPI } from 'node-red';
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

function normalise(RED: Pick<NodeAPI, 'util'>, path: string): (string | number)[] | undefined {
  try {
    const steps = RED.util.normalisePropertyExpression(path);
    return steps.some((step) => typeof step === 'object') ? undefined : steps;
  } catch {
    return undefined;
  }
}
