import type { QueryParameter } from '../../settings';
import { translate } from '../translate';

/** Flags each query parameter without a name, or with a value that its type does not take. */
export function validateQuery(
  query: readonly QueryParameter[] | undefined,
  _options: object,
): true | string[] {
  const problems = (query ?? []).flatMap(problemsOf);
  return problems.length === 0 || problems;
}

function problemsOf({ name, value, type }: QueryParameter, index: number): string[] {
  if (name.trim() === '') {
    return [translate('inode-config', 'problem.queryName', { row: index + 1 })];
  }
  const validity = RED.utils.validateTypedProperty(value, type);
  if (validity === true) return [];
  return [translate('inode-config', 'problem.queryValue', { name, problem: validity })];
}
