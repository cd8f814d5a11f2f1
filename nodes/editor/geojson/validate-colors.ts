import type { ColorRule } from '../../settings';
import { isEnvironmentVariable } from '../environment-variable';
import { translate } from '../translate';

/** Flags each colour that compares with a number and has none. */
export function validateColors(
  colors: readonly ColorRule[] | undefined,
  _options: object,
): true | string[] {
  const problems = (colors ?? []).flatMap((rule, index) =>
    isComparable(rule)
      ? []
      : [translate('inode-geojson', 'problem.colorValue', { row: index + 1 })],
  );
  return problems.length === 0 || problems;
}

function isComparable({ operator, value }: ColorRule): boolean {
  if (operator === 'eq' || operator === 'else' || isEnvironmentVariable(value)) return true;
  return value.trim() !== '' && Number.isFinite(Number(value));
}
