/**
 * A text of this package, in the editor's language. Its key is fully qualified,
 * because the same code serves several nodes and Node-RED keeps one catalog for each.
 *
 * @param set the catalog, named as its node type
 * @param key the text's path below the catalog's top-level entry
 * @param values what replaces the text's `__placeholders__`
 */
export function translate(
  set: string,
  key: string,
  values: Record<string, string | number> = {},
): string {
  return RED._(`@inode-flows/node-red-inode/${set}:${set}.${key}`, values);
}
