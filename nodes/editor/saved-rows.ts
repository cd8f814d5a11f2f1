/** A row of a list as texts; what is absent, or no text, number or boolean, is not there. */
export type TextRow<Name extends string> = { readonly [name in Name]?: string };

/**
 * The rows of a saved list. Where a flow was written by hand, it may be no list,
 * and a row may be anything.
 */
export function savedRows<Name extends string>(
  saved: unknown,
  names: readonly Name[],
): TextRow<Name>[] {
  if (!Array.isArray(saved)) return [];
  return saved.map((row: unknown) => {
    const values: Record<string, unknown> = Object(row);
    const texts: { [name in Name]?: string } = {};
    for (const name of names) if (isScalar(values[name])) texts[name] = String(values[name]);
    return texts;
  });
}

/** Whether something can stand where a list is saved; the runtime takes none for an empty one. */
export function isList(saved: unknown): boolean {
  return saved === undefined || Array.isArray(saved);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
