import type { AccountNode } from './account-node';

const DATA_KEY = 'inodeEditedAccount';

function authSelect(): JQuery {
  return $('#node-config-input-auth');
}

/** Remembers, on the open dialog itself, whose it is. */
export function beginEditing(id: string): void {
  authSelect().data(DATA_KEY, id);
}

/**
 * The dialog is being saved. Node-RED calls this before it copies the fields
 * into the account and validates it: then the account is the truth, not the dialog.
 */
export function endEditing(): void {
  authSelect().removeData(DATA_KEY);
}

/** Whether this account's dialog is open and not being saved. */
export function isEditing(id: string): boolean {
  return authSelect().data(DATA_KEY) === id;
}

/** Whether an account may use plain http: as ticked in its open dialog, or else as saved. */
export function allowsInsecure({ id, allowInsecure }: AccountNode): boolean {
  return isEditing(id) ? $('#node-config-input-allowInsecure').is(':checked') : allowInsecure;
}

/** The type of account chosen in the open dialog. */
export function chosenAuth(): string {
  return String(authSelect().val() ?? '');
}
