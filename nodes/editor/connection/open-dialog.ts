import { isUnprotected } from '../../rules';
import { isReference } from '../../settings';
import { chosenNode } from '../shared/other-nodes';
import { valueOfBox } from '../shared/saved';
import type { ConfigNode } from './config-node';

/** What the open dialog of an account shows, by the names of its properties. */
export interface DialogFields {
  readonly settings: Readonly<Record<string, string | boolean>>;
  readonly credentials: Readonly<Record<string, string>>;
}

/** The fields that hold addresses to which credentials are sent. */
const ADDRESSES = '#node-config-input-baseUrl, #node-config-input-tokenUrl';

const DATA_KEY = 'inodeEdited';

/** The input of a property in the open dialog. */
export function field(name: string): JQuery {
  return $(`#node-config-input-${name}`);
}

export function readDialogFields({ _def }: ConfigNode): DialogFields {
  const settings = Object.keys(_def.defaults).map((name) => [name, readField(name)] as const);
  const credentials = Object.keys(_def.credentials).map(
    (name) => [name, String(field(name).val())] as const,
  );
  return {
    settings: Object.fromEntries(settings),
    credentials: Object.fromEntries(credentials),
  };
}

function readField(name: string): string | boolean {
  const input = field(name);
  return input.is(':checkbox') ? valueOfBox(input) : chosenNode(input);
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

/** It is in the dialog of each of our accounts, and in no other. */
function anchor(): JQuery {
  return field('baseUrl');
}

/**
 * Whether a node may use plain http: as ticked in its open dialog, or else as
 * saved. Where a variable decides on it, the runtime looks.
 */
export function allowsInsecure({ id, allowInsecure }: ConfigNode): boolean {
  const allowed: unknown = isEditing(id) ? valueOfBox(field('allowInsecure')) : allowInsecure;
  return String(allowed) === 'true' || isReference(String(allowed));
}

/**
 * Offers to allow plain http only where an address asks for it, with a
 * warning. Where the environment decides on an address, it may ask for it.
 */
export function showProtection(): void {
  const update = (): void => {
    const addresses = $(ADDRESSES)
      .toArray()
      .map((input) => String($(input).val()).trim());
    const unprotected = addresses.some(isUnprotected);
    $('#inode-insecure').toggle(unprotected || addresses.some(isReference));
    $('#inode-insecure-hint').toggle(unprotected);
  };
  $(ADDRESSES).on('input change', update);
}
