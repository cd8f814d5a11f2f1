import { isReference } from '../../settings';
import { isProperty } from '../is-property';
import { isList, savedRows } from '../saved-rows';
import { translate } from '../translate';
import { type ChangesNode, watchOf } from './changes-node';
import { FIELD } from './field-row';

/** Flags each field that has no path, or a threshold that is no number. */
export function validateFields(
  this: ChangesNode,
  fields: unknown,
  _options: object,
): true | string[] {
  const watch = watchOf(this);
  if (watch === 'all') return true;
  if (!isList(fields)) return [translate('inode-config', 'problem.noRows')];
  const problems = savedRows(fields, FIELD).flatMap(({ path = '', threshold = '' }, index) => {
    if (!isProperty(path)) {
      return [translate('inode-config', 'problem.fieldPath', { row: index + 1 })];
    }
    if (watch === 'except' || isThreshold(threshold)) return [];
    return [translate('inode-config', 'problem.threshold', { path })];
  });
  return problems.length === 0 || problems;
}

function isThreshold(text: string): boolean {
  return isReference(text) || (Number(text) >= 0 && Number.isFinite(Number(text)));
}
