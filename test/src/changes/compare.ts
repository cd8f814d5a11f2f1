import { type Changes, type Compared, compareList } from '../../../src/changes/compare-list';
import { type Field, type Rules, type State } from '../../../src/changes/state';
import type { FieldPath } from '../../../src/value-at';

/** A path of plain keys and indexes, such as `a.b.0`. */
export function path(text: string): FieldPath {
  return { text, keys: text.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)) };
}

export function field(text: string, threshold = 0): Field {
  return { ...path(text), threshold };
}

/** The rules of a node with all its defaults, except for these. */
export function rulesWith(rules: Partial<Rules> = {}): Rules {
  return {
    keys: [path('id')],
    unkeyed: 'refuse',
    watch: 'all',
    fields: [],
    polls: 1,
    first: 'silent',
    ...rules,
  };
}

/** What comes out of a comparison, all of it at one go. */
export function compared(state: State | undefined, list: unknown, rules: Rules): Compared {
  return finish(compareList(state, list, rules));
}

/** Takes all steps, and returns what they do. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Compares list after list, with a store of files in between, and returns what each one reported. */
export function reportEach(rules: Rules, lists: readonly unknown[]): Changes[] {
  let kept: State | undefined;
  return lists.map((list) => {
    const { state, changes } = compared(kept, list, rules);
    kept = JSON.parse(JSON.stringify(state));
    return changes;
  });
}

/** What the last of some lists reported. */
export function reportLast(rules: Rules, ...lists: readonly unknown[]): Changes | undefined {
  return reportEach(rules, lists).at(-1);
}

/** The changes of an item that is the only one of two lists. */
export function changesOf(rules: Partial<Rules>, old: object, now: object) {
  const lists = [old, now].map((item) => [{ id: 1, ...item }]);
  return reportLast(rulesWith(rules), ...lists)?.changed[0]?.changes;
}

export const NOTHING: Changes = { added: [], changed: [], removed: [] };
