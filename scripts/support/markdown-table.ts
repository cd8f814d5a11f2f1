/** A table in Markdown, with a line break at its end. */
export function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const rule = columns.map(() => '---');
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
