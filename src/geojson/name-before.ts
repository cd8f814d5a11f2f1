import { type Path, valueAt } from '../value-at';
import { type NameRules, nameOf } from './map-names';

/** A value of an item that has changed. */
export interface OldValue {
  readonly path: Path;
  readonly old: unknown;
}

/** An item of which a value has changed. */
export interface ChangedItem {
  readonly item: unknown;
  readonly changes: readonly OldValue[];
}

/** The name that an item had on the map before it changed; nothing where it has kept it. */
export function nameBefore({ item, changes }: ChangedItem, rules: NameRules): string | undefined {
  const { label } = rules;
  const paths = [label, ['properties', ...label]];
  for (const { path, old } of changes) {
    const around = paths.find((each) => startsWith(each, path));
    if (label.length === 0 || around === undefined) continue;
    const rest = around.slice(path.length);
    const name = nameOf(item, rules, (rest.length === 0 ? old : valueAt(old, rest)) ?? '');
    return name === nameOf(item, rules) ? undefined : name;
  }
  return undefined;
}

function startsWith(path: Path, start: Path): boolean {
  return start.length > 0 && start.every((step, at) => String(step) === String(path[at]));
}
