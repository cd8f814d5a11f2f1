import { isList, savedRows } from '../saved-rows';
import { translate } from '../translate';
import { PARAMETER } from './query-row';

/** Flags each query parameter without a name, or with a value that its type does not take. */
export function validateQuery(query: unknown, _options: object): true | string[] {
  if (!isList(query)) return [text('noRows')];
  const problems = savedRows(query, PARAMETER).flatMap(({ name = '', value = '', type }, index) => {
    if (name.trim() === '') return [text('queryName', { row: index + 1 })];
    const validity = RED.utils.validateTypedProperty(value, type ?? 'str');
    return validity === true ? [] : [text('queryValue', { name, problem: validity })];
  });
  return problems.length === 0 || problems;
}

function text(key: string, values?: Record<string, string | number>): string {
  return translate('inode-config', `problem.${key}`, values);
}
