/** A step of a path, and the steps before it. */
export interface Place {
  readonly key: string;
  readonly parent: Place | undefined;
}

/** The steps from the outermost one on. */
export function keysOf(place: Place): string[] {
  const keys: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) keys.push(at.key);
  return keys.toReversed();
}

/** A path as Node-RED's property expressions have it: keys that need it are quoted. */
export function pathText(start: string, keys: readonly string[]): string {
  return keys.reduce((path, key) => {
    if (path === '') return isPlain(key) ? key : quoted(key);
    return isPlain(key) ? `${path}.${key}` : `${path}[${quoted(key)}]`;
  }, start);
}

function isPlain(key: string): boolean {
  return /^[a-z_$][\w$-]*$/i.test(key);
}

/** The expressions know no escapes, but both kinds of quotes. */
function quoted(key: string): string {
  const quote = key.includes('"') ? "'" : '"';
  return quote + key + quote;
}
