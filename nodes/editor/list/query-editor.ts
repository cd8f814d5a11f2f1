import type { QueryParameter } from '../../settings';
import { fillQueryRow, readQueryRow } from './query-row';

/** Not `#node-input-query`: Node-RED would take the list for a field and save its empty value. */
const LIST = '#node-input-query-container';

/** Builds the list of query parameters: rows can be added, removed and sorted. */
export function prepareQuery(query: readonly QueryParameter[]): void {
  $(LIST).editableList({ addItem: fillQueryRow, removable: true, sortable: true });
  for (const parameter of query) $(LIST).editableList('addItem', parameter);
}

/** The query parameters in the order in which the dialog shows them. */
export function readQuery(): QueryParameter[] {
  return $(LIST)
    .editableList('items')
    .toArray()
    .map((row) => readQueryRow($(row)));
}

/** Gives the list the height that the other rows of the dialog leave. */
export function resizeQuery(): void {
  const form = $('#dialog-form');
  const others = form.children('.form-row:visible').not('.inode-query-row').toArray();
  const used = others.reduce((sum, row) => sum + ($(row).outerHeight(true) ?? 0), 0);
  $(LIST).editableList('height', (form.height() ?? 0) - used);
}
