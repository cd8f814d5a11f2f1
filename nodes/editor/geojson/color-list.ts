import { editableRows } from '../editable-rows';
import { COLOR, fillColorRow, readColorRow } from './color-row';

/** A node with colours as the editor holds it; a flow that was written by hand may hold anything. */
interface ColorNode {
  colors?: unknown;
}

const rows = editableRows({
  names: COLOR,
  list: '#node-input-colors-container',
  place: '.inode-colors-row',
  fill: fillColorRow,
  read: readColorRow,
});

/** Builds the list of colours. */
export function prepareColors({ colors }: ColorNode): void {
  rows.show(colors);
}

/** Takes over the colours; Node-RED itself copies the plain fields. */
export function saveColors(this: ColorNode): void {
  this.colors = rows.read();
}

export const resizeColors = rows.resize;
