import { isRecord } from '../../../src/json-value';

/** Paths that are offered, at the most. */
const MOST = 200;
/** Steps of a path, at the most. */
const DEEPEST = 6;
/** Characters of a path, at the most. */
const LONGEST = 100;
/** Items that are looked at, spread over the list. */
const SAMPLE = 20;
/** Values that are looked at, at the most. */
const LOOKED_AT = 5_000;
/** Elements of an array whose paths are offered: enough for a pair of coordinates. */
const ELEMENTS = 2;

/** Something with members, and how its members are reached. */
interface Container {
  readonly value: object;
  readonly path: string;
  readonly depth: number;
}

/**
 * The paths of the values in a list's items, as property expressions: names alone, never a
 * value, the outer ones first. How much is looked at does not depend on how large the list is.
 */
export function pathsOf(items: readonly unknown[]): readonly string[] {
  const paths = new Set<string>();
  const containers: Container[] = sampleOf(items).map((value) => ({ value, path: '', depth: 0 }));
  let left = LOOKED_AT;
  // What is found joins the queue: so the outer paths of all items come before the inner ones.
  for (const { value, path, depth } of containers) {
    for (const [step, member] of membersOf(value, path !== '')) {
      if (left === 0 || paths.size === MOST) return [...paths];
      left--;
      const inner = path + step;
      if (inner.length > LONGEST) continue;
      paths.add(inner);
      if (isRecord(member) && depth + 1 < DEEPEST)
        containers.push({ value: member, path: inner, depth: depth + 1 });
    }
  }
  return [...paths];
}

function sampleOf(items: readonly unknown[]): object[] {
  const distance = Math.max(1, items.length / SAMPLE);
  const sample: object[] = [];
  for (let at = 0; at < items.length; at += distance) {
    const item = items[Math.floor(at)];
    if (isRecord(item) && !Array.isArray(item)) sample.push(item);
  }
  return sample;
}

/**
 * The members of an object or array, each with the step of an expression that leads to it.
 *
 * @param isInner whether other steps come before it
 */
function* membersOf(value: object, isInner: boolean): Generator<[step: string, member: unknown]> {
  if (ArrayBuffer.isView(value)) return;
  if (Array.isArray(value)) {
    for (const [index, member] of value.slice(0, ELEMENTS).entries()) yield [`[${index}]`, member];
    return;
  }
  // Not `Object.entries`: an object may have a million members.
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    const step = stepOf(name, isInner);
    if (step !== undefined) yield [step, Reflect.get(value, name)];
  }
}

/** A step as Node-RED's expressions have it; they have none for a name with both kinds of quotes. */
function stepOf(name: string, isInner: boolean): string | undefined {
  if (/^[a-z_$][\w$-]*$/i.test(name)) return isInner ? `.${name}` : name;
  if (name === '' || name.includes('\n') || (name.includes('"') && name.includes("'")))
    return undefined;
  const quoted = name.includes('"') ? `'${name}'` : `"${name}"`;
  return isInner ? `[${quoted}]` : quoted;
}
