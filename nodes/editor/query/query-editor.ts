import type { QueryParameter } from '../../settings';
import { heightLeftBeside } from '../height-left-beside';
import { fillQueryRow, readQueryRow } from './query-row';

/** A node with query parameters as the editor holds it. */
interface QueryNode {
  /** Absent from a flow that was written by hand. */
  query?: QueryParameter[];
}

/** Not `#node-input-query`: Node-RED would take the list for a field and save its empty value. */
const LIST = '#node-input-query-container';

/** Builds the list of query parameters: rows can be added, removed and sorted. */
export function prepareQuery({ query = [] }: QueryNode): void {
  $(LIST).editableList({ addItem: fillQueryRow, removable: true, sortable: true });
  for (const parameter of query) $(LIST).editableList('addItem', parameter);
}

/** Takes over the query parameters; Node-RED itself copies the plain fields. */
export function saveQuery(this: QueryNode): void {
  this.query = $(LIST)
    .editableList('items')
    .toArray()
    .map((row) => readQueryRow($(row)));
}

/** Gives the list the height that the other rows of the dialog leave. */
export function resizeQuery(): void {
  $(LIST).editableList('height', heightLeftBeside('.inode-query-row'));
}
