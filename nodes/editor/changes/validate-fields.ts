import type { WatchedField } from '../../settings';
import { isEnvironmentVariable } from '../environment-variable';
import { translate } from '../translate';
import { type ChangesNode, watchOf } from './changes-node';
import { isProperty } from '../is-property';

/** Flags each field that has no path, or a threshold that is no number. */
export function validateFields(
  this: ChangesNode,
  fields: readonly WatchedField[] | undefined,
  _options: object,
): true | string[] {
  const watch = watchOf(this);
  if (watch === 'all') return true;
  const problems = (fields ?? []).flatMap(({ path, threshold }, index) => {
    if (!isProperty(path)) {
      return [translate('inode-config', 'problem.fieldPath', { row: index + 1 })];
    }
    if (watch === 'except' || isThreshold(String(threshold))) return [];
    return [translate('inode-config', 'problem.threshold', { path })];
  });
  return problems.length === 0 || problems;
}

function isThreshold(text: string): boolean {
  return isEnvironmentVariable(text) || (Number(text) >= 0 && Number.isFinite(Number(text)));
}
