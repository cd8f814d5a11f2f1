import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../json-value';
import { type Difference, differences, isSame } from './differences';
import type { Entry, Rules, Waiting } from './state';
import { viewOf, withValue } from './view';

/** One value of an item that has changed. */
export interface ValueChange {
  /** Where it stands in the item, as a flow writes it. */
  readonly path: string;
  /** Left out where there was none. */
  readonly old?: Json;
  /** Left out where there is none any more. */
  readonly new?: Json;
}

/** What is to be remembered of an item that is still there, and what has changed in it. */
export function updateEntry(
  { key, item, told, waiting, missing }: Entry,
  seen: JsonObject,
  rules: Rules,
): { entry: Entry; changes: ValueChange[] } {
  // Most items of most lists, at a fraction of the work.
  const isAsTold = told === undefined && waiting === undefined;
  if (isAsTold && isDeepStrictEqual(item, seen)) return { entry: { key, item: seen }, changes: [] };
  const before = told ?? viewOf(item, rules);
  const now = viewOf(seen, rules);
  const found = differences(before, now, rules).map((difference) => ({
    difference,
    // A list without the item interrupts what was seen in a row.
    wait: waitFor(difference, missing === undefined ? waiting : undefined),
  }));
  const counts = found.filter(({ wait }) => wait.polls >= rules.polls);
  const waits = found.filter(({ wait }) => wait.polls < rules.polls).map(({ wait }) => wait);
  const after = counts.reduce(
    (view, { difference }) => withValue(view, difference.keys, difference.new),
    before,
  );
  return {
    entry: {
      key,
      item: seen,
      // Numbers below their threshold differ too, and must not creep away.
      ...(!isSame(after, now, 0) && { told: after }),
      ...(waits.length > 0 && { waiting: waits }),
    },
    changes: counts.map(({ difference }) => toChange(difference)),
  };
}

function waitFor(
  { path, new: value, threshold }: Difference,
  waiting: readonly Waiting[] = [],
): Waiting {
  const begun = waiting.find((wait) => wait.path === path && isSame(wait.value, value, threshold));
  return begun ? { ...begun, polls: begun.polls + 1 } : { path, value, polls: 1 };
}

/** Flows get copies: what they do to them must not reach the state. */
function toChange({ path, old, new: now }: Difference): ValueChange {
  return {
    path,
    ...(old !== undefined && { old: structuredClone(old) }),
    ...(now !== undefined && { new: structuredClone(now) }),
  };
}
