import { heightLeftBeside } from './height-left-beside';

/** Pixels below which no row could be seen. */
const MIN_HEIGHT = 120;

/** A list in a dialog whose rows can be added, removed and sorted. */
export interface EditableRows<Row> {
  readonly show: (rows: readonly Row[]) => void;
  readonly read: () => Row[];
  /** Gives the list the height that the other rows of the dialog leave. */
  readonly resize: () => void;
}

export interface EditableRowsOptions<Row extends object> {
  /** Not `#node-input-…` of a property: Node-RED would take the list for a field and save its empty value. */
  readonly list: string;
  /** The row of the dialog that the list stands in. */
  readonly place: string;
  /** Fills a row; one that was just added has no data yet. */
  readonly fill: (row: JQuery, index: number, data: Partial<Row>) => void;
  readonly read: (row: JQuery) => Row;
}

export function editableRows<Row extends object>(
  options: EditableRowsOptions<Row>,
): EditableRows<Row> {
  const { list, place, fill, read } = options;
  return {
    show(rows) {
      $(list).editableList({ addItem: fill, removable: true, sortable: true });
      for (const row of rows) $(list).editableList('addItem', row);
    },
    read: () =>
      $(list)
        .editableList('items')
        .toArray()
        .map((row) => read($(row))),
    resize: () => $(list).editableList('height', Math.max(MIN_HEIGHT, heightLeftBeside(place))),
  };
}
