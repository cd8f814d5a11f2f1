/** Pixels that the other rows of the open dialog leave to the row of this selector. */
export function heightLeftBeside(row: string): number {
  const form = $('#dialog-form');
  const others = form.children('.form-row:visible').not(row).toArray();
  const used = others.reduce((sum, other) => sum + ($(other).outerHeight(true) ?? 0), 0);
  return (form.height() ?? 0) - used;
}
