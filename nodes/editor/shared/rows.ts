import { asRecord } from '../../../src/json-value';
import { isScalar } from '../../rules';

/** Pixels below which no row could be seen. */
const MIN_HEIGHT = 120;

/** Pixels of an empty list. */
const EMPTY_HEIGHT = 80;

/** A row of a list as texts; what is absent, or not a text, number or boolean, is not there. */
export type TextRow<Name extends string> = { readonly [name in Name]?: string };

/** A list in a dialog whose rows can be added, removed and sorted. */
export interface EditableRows<Name extends string> {
  /** Shows the rows that a node saved. */
  readonly show: (node: object) => void;
  readonly read: () => Required<TextRow<Name>>[];
  /** Puts the rows into the node: Node-RED copies the plain fields only. */
  readonly save: (node: object) => void;
  /** Gives the list the height that the other rows of the dialog leave. */
  readonly resize: () => void;
  /** Gives the list the height of its rows, up to half of what the others leave. */
  readonly fit: () => void;
}

export interface EditableRowsOptions<Name extends string> {
  /** The property that the rows are saved as; a flow that was written by hand may hold anything there. */
  readonly property: string;
  /** The properties of a row. */
  readonly names: readonly Name[];
  /** The row of the dialog that the list is in. */
  readonly place: string;
  /** Fills a row; one that was just added has no data yet. */
  readonly fill: (row: JQuery, index: number, data: TextRow<Name>) => void;
  readonly read: (row: JQuery) => Required<TextRow<Name>>;
  /** Whether nothing was typed into a row: it is not saved. */
  readonly isEmpty: (row: TextRow<Name>) => boolean;
}

/** The list of a property; in the dialog it is `#node-input-<property>-container`. */
export function editableRows<Name extends string>(
  options: EditableRowsOptions<Name>,
): EditableRows<Name> {
  const { property, names, place, fill } = options;
  // Not the id of a field: Node-RED would take the list for one, and save its empty value.
  const list = `#node-input-${property}-container`;
  const read = (): Required<TextRow<Name>>[] =>
    $(list)
      .editableList('items')
      .toArray()
      .map((row) => options.read($(row)));
  return {
    show(node) {
      const saved = new Map<string, unknown>(Object.entries(node)).get(property);
      // The height may follow the rows, and a dialog checks what is wrong with them.
      const removeItem = (): void => RED.tray.resize();
      const addItem = (row: JQuery, index: number, data: TextRow<Name>): void => {
        fill(row, index, data);
        const isNew = names.every((name) => data[name] === undefined);
        setTimeout(() => {
          RED.tray.resize();
          if (isNew) row.get(0)?.scrollIntoView({ block: 'nearest' });
        });
      };
      // A saved list opens at its top.
      const settings = { addItem, removeItem, removable: true, sortable: true };
      $(list).editableList({ ...settings, scrollOnAdd: false });
      for (const row of savedRows(saved, names)) $(list).editableList('addItem', row);
    },
    read,
    save(node) {
      const rows = read().filter((row) => !options.isEmpty(row));
      Object.assign(node, { [property]: rows });
    },
    resize: () => $(list).editableList('height', Math.max(MIN_HEIGHT, heightLeftBeside(place))),
    fit() {
      const rows = $(list).editableList('items').toArray();
      const height = rows.reduce((sum, row) => sum + ($(row).parent().outerHeight() ?? 0), 0);
      const most = Math.max(MIN_HEIGHT, heightLeftBeside(place) / 2);
      $(list).editableList('height', Math.min(most, EMPTY_HEIGHT + height));
    },
  };
}

/**
 * The rows of a saved list. Where a flow was written by hand, it may not be a
 * list, and a row may be anything.
 */
export function savedRows<Name extends string>(
  saved: unknown,
  names: readonly Name[],
): TextRow<Name>[] {
  if (!Array.isArray(saved)) return [];
  return saved.map((row: unknown) => {
    const values = asRecord(row);
    const texts: { [name in Name]?: string } = {};
    for (const name of names) if (isScalar(values[name])) texts[name] = String(values[name]);
    return texts;
  });
}

/** Pixels that the other rows of the open dialog leave to the row of this selector. */
export function heightLeftBeside(row: string): number {
  const form = $('#dialog-form');
  const others = form.children('.form-row:visible').not(row).toArray();
  const used = others.reduce((sum, other) => sum + ($(other).outerHeight(true) ?? 0), 0);
  return (form.height() ?? 0) - used;
}
