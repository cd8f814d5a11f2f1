import type { NodeAPI } from 'node-red';
import type { Field, Rules } from '../../../src/changes/state';
import type { FieldPath } from '../../../src/value-at';
import { checkDays, checkPolls, checkThreshold, checkTopics, splitPaths } from '../../rules';
import { type ChangesSettings, FIRSTS, UNKEYED, WATCHES } from '../../settings';
import { fieldPath } from '../property-path';
import { assertKept, invalid, oneOf, rowsOf, text } from '../saved-values';
import type { TopicLimits } from './topics';

type FieldSettings = ChangesSettings['fields'][number];

/**
 * How the settings of an `inode-changes` want lists to be compared.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readChangesRules(RED: NodeAPI, settings: ChangesSettings): Rules {
  const watch = oneOf(WATCHES, settings.watch);
  const readField = ({ path, threshold }: FieldSettings): Field => ({
    ...readPath(RED, path),
    // The dialog does not show those of fields that are ignored: they may be anything.
    threshold: watch === 'only' ? readThreshold(path, threshold) : 0,
  });
  return {
    keys: splitPaths(text(settings.key)).map((path) => readPath(RED, path)),
    unkeyed: oneOf(UNKEYED, settings.unkeyed),
    watch,
    fields: watch === 'all' ? [] : rowsOf(settings.fields).map(readField),
    polls: readPolls(text(settings.polls).trim()),
    first: oneOf(FIRSTS, settings.first),
  };
}

/**
 * How many topics the settings want to be remembered, and for how long.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function readTopicLimits(settings: ChangesSettings): TopicLimits {
  const topics = text(settings.topics).trim();
  const days = text(settings.days).trim();
  assertKept(checkTopics(topics));
  assertKept(checkDays(days));
  return { topics: Number(topics), days: Number(days) };
}

function readThreshold(path: string, saved: FieldSettings['threshold']): number {
  const threshold = text(saved).trim();
  assertKept(checkThreshold(threshold, path));
  return Number(threshold);
}

function readPath(RED: NodeAPI, saved: string): FieldPath {
  const path = fieldPath(RED, saved);
  if (path === undefined) throw invalid('pathInvalid', { path: '' });
  return path;
}

function readPolls(polls: string): number {
  assertKept(checkPolls(polls));
  return Number(polls);
}
