import { COLOR_OPERATORS, type ColorRule, isReference } from '../../settings';
import { isList, savedRows, type TextRow } from '../saved-rows';
import { translate } from '../translate';
import { COLOR } from './color-row';

/** Flags each colour without a comparison, or that compares with a number and has none. */
export function validateColors(colors: unknown, _options: object): true | string[] {
  if (!isList(colors)) return [translate('inode-config', 'problem.noRows')];
  const problems = savedRows(colors, COLOR).flatMap((rule, index) => {
    const problem = problemOf(rule);
    return problem === undefined
      ? []
      : [translate('inode-geojson', `problem.${problem}`, { row: index + 1 })];
  });
  return problems.length === 0 || problems;
}

function problemOf({ operator = '', value = '' }: TextRow<keyof ColorRule>): string | undefined {
  if (isReference(operator)) return undefined;
  if (!COLOR_OPERATORS.some((known) => known === operator)) return 'colorOperator';
  if (operator === 'eq' || operator === 'else' || isReference(value)) return undefined;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? undefined : 'colorValue';
}
