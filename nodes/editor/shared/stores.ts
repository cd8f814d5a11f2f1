import { translate } from './translate';

/** Offers the context stores of this Node-RED, and the saved one though it may be missing. */
export function offerStores(
  { store = '' }: { readonly store?: string },
  select = '#node-input-store',
): void {
  const { stores, default: name } = RED.settings.context;
  const offered = new Map([['', translate('inode-changes', 'store.default', { name })]]);
  for (const each of stores) offered.set(each, each);
  if (!offered.has(store)) offered.set(store, store);
  const options = [...offered].map(([value, text]) => $('<option>').val(value).text(text));
  $(select).empty().append(options).val(store);
}

/** Whether this Node-RED has a context store; the default one has no name here. */
export function isStore(name: string): boolean {
  return ['', 'default'].includes(name) || RED.settings.context.stores.includes(name);
}
