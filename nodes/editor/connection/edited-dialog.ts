import { isReference } from '../../settings';
import { valueOfBox } from '../saved-text';
import { keepSaved } from '../show-saved';
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

/** The dialog is being saved: see `endEditing`. */
export function saveEditing(this: ConfigNode): void {
  keepSaved(this);
  endEditing();
}

/** Whether this node's dialog is open and neither being saved nor closed. */
export function isEditing(id: string): boolean {
  return anchor().data(DATA_KEY) === id;
}

/**
 * Whether a node may use plain http: as ticked in its open dialog, or else as
 * saved. Where a variable decides on it, the runtime looks.
 */
export function allowsInsecure({ id, allowInsecure }: ConfigNode): boolean {
  const allowed: unknown = isEditing(id)
    ? valueOfBox($('#node-config-input-allowInsecure'))
    : allowInsecure;
  return String(allowed) === 'true' || isReference(String(allowed));
}
