import { heightLeftBeside } from './height-left-beside';
import { savedRows, type TextRow } from './saved-rows';

/** Pixels below which no row could be seen. */
const MIN_HEIGHT = 120;

/** A list in a dialog whose rows can be added, removed and sorted. */
export interface EditableRows<Name extends string> {
  /** Shows the rows of a saved list. */
  readonly show: (saved: unknown) => void;
  readonly read: () => Required<TextRow<Name>>[];
  /** Gives the list the height that the other rows of the dialog leave. */
  readonly resize: () => void;
}

export interface EditableRowsOptions<Name extends string> {
  /** The properties of a row. */
  readonly names: readonly Name[];
  /** Not `#node-input-…` of a property: Node-RED would take the list for a field and save its empty value. */
  readonly list: string;
  /** The row of the dialog that the list stands in. */
  readonly place: string;
  /** Fills a row; one that was just added has no data yet. */
  readonly fill: (row: JQuery, index: number, data: TextRow<Name>) => void;
  readonly read: (row: JQuery) => Required<TextRow<Name>>;
}

export function editableRows<Name extends string>(
  options: EditableRowsOptions<Name>,
): EditableRows<Name> {
  const { names, list, place, fill, read } = options;
  return {
    show(saved) {
      $(list).editableList({ addItem: fill, removable: true, sortable: true });
      for (const row of savedRows(saved, names)) $(list).editableList('addItem', row);
    },
    read: () =>
      $(list)
        .editableList('items')
        .toArray()
        .map((row) => read($(row))),
    resize: () => $(list).editableList('height', Math.max(MIN_HEIGHT, heightLeftBeside(place))),
  };
}
