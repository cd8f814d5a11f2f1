import { editableRows } from '../editable-rows';
import { fillQueryRow, PARAMETER, readQueryRow } from './query-row';

/** A node with query parameters as the editor holds it; a flow that was written by hand may hold anything. */
interface QueryNode {
  query?: unknown;
}

const rows = editableRows({
  names: PARAMETER,
  list: '#node-input-query-container',
  place: '.inode-query-row',
  fill: fillQueryRow,
  read: readQueryRow,
});

/** Builds the list of query parameters. */
export function prepareQuery({ query }: QueryNode): void {
  rows.show(query);
}

/** Takes over the query parameters; Node-RED itself copies the plain fields. */
export function saveQuery(this: QueryNode): void {
  this.query = rows.read();
}

/** The query parameters that stand in the open dialog. */
export const readQuery = rows.read;

export const resizeQuery = rows.resize;
