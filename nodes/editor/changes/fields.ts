import type { WatchedField } from '../../settings';
import { editableRows } from '../editable-rows';
import type { ChangesNode } from './changes-node';
import { fillFieldRow, readFieldRow } from './field-row';

const rows = editableRows<WatchedField>({
  list: '#node-input-fields-container',
  place: '.inode-changes-fields-row',
  fill: fillFieldRow,
  read: readFieldRow,
});

/** Builds the list of the fields that are watched or ignored. */
export function prepareFields({ fields = [] }: ChangesNode): void {
  rows.show(fields);
}

/** Takes over the fields; Node-RED itself copies the rest. */
export function saveFields(this: ChangesNode): void {
  this.fields = rows.read();
}

export const resizeFields = rows.resize;
