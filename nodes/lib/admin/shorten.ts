/** What replaces what was left out. */
const MORE = '…';

/** Characters of one text at the most. */
const LONGEST_TEXT = 500;

/**
 * A JSON value in a size that is fit to be looked at: what goes beyond the
 * limit, and the end of long texts, is left out.
 *
 * @param limit characters of JSON, about
 */
export function shorten(value: unknown, limit: number): unknown {
  let left = limit;

  function visit(part: unknown): unknown {
    if (typeof part === 'string') return visitText(part);
    if (Array.isArray(part)) return visitList(part);
    if (typeof part === 'object' && part !== null) return visitObject(part);
    left -= String(part).length;
    return part;
  }

  function visitText(text: string): string {
    const shown = Math.max(0, Math.min(left, LONGEST_TEXT));
    left -= Math.min(text.length, shown);
    return text.length > shown ? text.slice(0, shown) + MORE : text;
  }

  function visitList(list: readonly unknown[]): unknown[] {
    const shown: unknown[] = [];
    for (const item of list) {
      left -= 2;
      if (left <= 0) return [...shown, MORE];
      shown.push(visit(item));
    }
    return shown;
  }

  function visitObject(object: object): object {
    const shown: [string, unknown][] = [];
    for (const [name, item] of Object.entries(object)) {
      left -= name.length + 4;
      if (left <= 0) return Object.fromEntries([...shown, [MORE, MORE]]);
      shown.push([name, visit(item)]);
    }
    return Object.fromEntries(shown);
  }

  return visit(value);
}
