const RESERVED = new Set(['page', 'page_size', 'no_pagination']);

/**
 * Keeps the items that equal every query parameter named after one of their
 * fields, compared as text; other parameters are ignored. How the real
 * service filters is not documented: this makes a parameter's effect visible.
 */
export function filterItems(items: readonly object[], query: URLSearchParams): readonly object[] {
  const conditions = [...query].filter(([name]) => !RESERVED.has(name));
  return items.filter((item) => {
    const fields: Readonly<Record<string, unknown>> = { ...item };
    return conditions.every(
      ([name, value]) => !Object.hasOwn(fields, name) || String(fields[name]) === value,
    );
  });
}
