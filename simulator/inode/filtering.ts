/** An item of a list, as far as a filter looks at it. */
export type Fields = Readonly<Record<string, unknown>>;

const RESERVED = new Set(['page', 'page_size', 'no_pagination']);

/**
 * Keeps the items that equal every query parameter named after one of their
 * fields, compared as text; other parameters are ignored. How the real
 * service filters is not documented: this makes a parameter's effect visible.
 */
export function filterItems<Item extends Fields>(
  items: readonly Item[],
  query: URLSearchParams,
): readonly Item[] {
  const conditions = [...query].filter(([name]) => !RESERVED.has(name));
  return items.filter((item) =>
    conditions.every(([name, value]) => !Object.hasOwn(item, name) || String(item[name]) === value),
  );
}
