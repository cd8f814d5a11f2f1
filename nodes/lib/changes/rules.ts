import type { NodeAPI } from 'node-red';
import type { Field, Path, Rules } from '../../../src/changes/rules';
import type { ChangesSettings } from '../../settings';
import { propertyPath } from '../property-path';
import { invalid, oneOf, text } from '../saved-values';

const WATCHES: readonly ChangesSettings['watch'][] = ['all', 'only', 'except'];
const FIRSTS: readonly ChangesSettings['first'][] = ['silent', 'added'];

/**
 * How the settings of an `inode-changes` want lists to be compared.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readChangesRules(RED: NodeAPI, settings: ChangesSettings): Rules {
  const watch = oneOf(WATCHES, settings.watch);
  return {
    key: readPath(RED, settings.key),
    watch,
    fields: watch === 'all' ? [] : settings.fields.map((field) => readField(RED, field)),
    polls: readPolls(text(settings.polls).trim()),
    first: oneOf(FIRSTS, settings.first),
  };
}

function readField(RED: NodeAPI, field: ChangesSettings['fields'][number]): Field {
  const path = readPath(RED, field.path);
  const threshold = Number(text(field.threshold));
  if (!(threshold >= 0 && threshold < Number.POSITIVE_INFINITY)) {
    throw invalid('thresholdNumber', { path: path.text });
  }
  return { ...path, threshold };
}

function readPath(RED: NodeAPI, saved: string): Path {
  const path = text(saved).trim();
  const keys = propertyPath(RED, path);
  if (keys.length === 0) throw invalid('pathInvalid', { path });
  return { text: path, keys };
}

function readPolls(polls: string): number {
  if (!/^0*[1-9]\d*$/.test(polls)) throw invalid('pollsNumber');
  return Number(polls);
}
