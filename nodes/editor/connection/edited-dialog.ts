import type { ConfigNode } from './config-node';

const DATA_KEY = 'inodeEdited';

/** Stands in the dialog of each of our configuration nodes, and in no other. */
function anchor(): JQuery {
  return $('#node-config-input-baseUrl');
}

/** Remembers, on the open dialog itself, whose it is. */
export function beginEditing(id: string): void {
  anchor().data(DATA_KEY, id);
}

/**
 * The dialog is being saved or closed. Node-RED calls this before it copies the
 * fields into the node and validates it: then the node is the truth, not the dialog.
 */
export function endEditing(): void {
  anchor().removeData(DATA_KEY);
}

/** Whether this node's dialog is open and neither being saved nor closed. */
export function isEditing(id: string): boolean {
  return anchor().data(DATA_KEY) === id;
}

/** Whether a node may use plain http: as ticked in its open dialog, or else as saved. */
export function allowsInsecure({ id, allowInsecure }: ConfigNode): boolean {
  return isEditing(id) ? $('#node-config-input-allowInsecure').is(':checked') : allowInsecure;
}
