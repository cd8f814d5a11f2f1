import type { Feature } from 'geojson';
import { textOf } from './text-of';
import { isAbsent, type Path, valueAt } from '../value-at';

/**
 * A name for each feature. The worldmap moves what it has under a name already,
 * so where several share one their ids tell them apart.
 *
 * @param label where the name stands in an item
 */
export function mapNames(features: readonly Feature[], label: Path): string[] {
  const ids = features.map(({ id }, index) => String(id ?? index + 1));
  const names = features.map(({ properties }, index) => {
    const name = valueAt(properties, label);
    return isAbsent(name) ? (ids[index] ?? '') : textOf(name);
  });
  const uses = new Map<string, number>();
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return names.map((name, index) => {
    const wanted = safe(uses.get(name) === 1 ? name : `${name} (${ids[index]})`);
    let unique = wanted;
    // Another item may be called what the id makes of this one.
    for (let n = 2; taken.has(unique); n++) unique = `${wanted} ${n}`;
    taken.add(unique);
    return unique;
  });
}

const TYPOGRAPHIC: ReadonlyMap<string, string> = new Map([
  ['<', '‹'],
  ['>', '›'],
  ['"', '”'],
  ["'", '’'],
]);

/** The worldmap takes names for HTML. */
function safe(name: string): string {
  return name.replaceAll(/[<>"']/g, (sign) => TYPOGRAPHIC.get(sign) ?? sign);
}
