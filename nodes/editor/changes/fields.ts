import { editableRows } from '../editable-rows';
import { FIELD, fillFieldRow, readFieldRow } from './field-row';

/** A node with fields as the editor holds it; a flow that was written by hand may hold anything. */
interface FieldsNode {
  fields?: unknown;
}

const rows = editableRows({
  names: FIELD,
  list: '#node-input-fields-container',
  place: '.inode-changes-fields-row',
  fill: fillFieldRow,
  read: readFieldRow,
});

/** Builds the list of the fields that are watched or ignored. */
export function prepareFields({ fields }: FieldsNode): void {
  rows.show(fields);
}

/** Takes over the fields; Node-RED itself copies the rest. */
export function saveFields(this: FieldsNode): void {
  this.fields = rows.read();
}

export const resizeFields = rows.resize;
