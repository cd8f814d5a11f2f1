import type { NodeAPI } from 'node-red';
import type { ChangedItem, OldValue } from '../../../src/geojson/name-before';
import { asRecord } from '../../../src/json-value';
import type { Path } from '../../../src/value-at';

type Util = Pick<NodeAPI['util'], 'normalisePropertyExpression'>;

/** What `inode-changes` reports of an item; without changes where it is something else. */
export function readReport(report: unknown, util: Util): ChangedItem {
  const { item = report, changes } = asRecord(report);
  if (!Array.isArray(changes)) return { item, changes: [] };
  return { item, changes: changes.map((change) => oldValueOf(change, util)) };
}

function oldValueOf(change: unknown, util: Util): OldValue {
  const { path, old } = asRecord(change);
  return { path: typeof path === 'string' ? stepsOf(path, util) : [], old };
}

/** A path that somebody else wrote may not be one. */
function stepsOf(path: string, util: Util): Path {
  try {
    return util.normalisePropertyExpression(path).map(String);
  } catch {
    return [];
  }
}
