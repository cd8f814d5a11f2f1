import { asRecord } from '../../../src/json-value';
import { nodeOf } from '../shared/other-nodes';
import { translate } from '../shared/translate';
import type { ConfigNode } from './config-node';
import { accountLabel } from './labels';

/** A node that may use an account, as the editor holds it. */
interface AnyNode {
  readonly type: string;
  server?: unknown;
  /** Differs from what is deployed; absent in a flow that is being loaded. */
  changed?: boolean;
  /** To be drawn again. */
  dirty?: boolean;
  readonly _def: { readonly defaults?: Record<string, { readonly type?: string }> };
}

/** What Node-RED calls on the definition of an account when it comes into the palette, and leaves it. */
interface AccountHooks {
  readonly add: (this: { readonly type: string }) => void;
  readonly remove: () => void;
}

/**
 * Keeps the accounts of a type few: a node that comes into the editor without an account
 * gets the one that is there, and an imported account in which nobody has set anything, as
 * the examples bring one, gives way to it.
 */
export function oneAccount(): AccountHooks {
  let listener: ((node: AnyNode) => void) | undefined;
  const remove = (): void => {
    if (listener !== undefined) RED.events.off('nodes:add', listener);
    listener = undefined;
  };
  return {
    add() {
      const { type } = this;
      remove();
      listener = (node) => {
        if (node.changed !== true) return;
        if (isAccount(node, type)) queueMicrotask(() => giveWay(node));
        else if (lacksAccount(node, type)) useOnlyAccount(node, type);
      };
      RED.events.on('nodes:add', listener);
    },
    remove,
  };
}

function isAccount(node: object, type: string): node is ConfigNode {
  return asRecord(node)['type'] === type;
}

function lacksAccount(node: AnyNode, type: string): boolean {
  const { server, _def: definition } = node;
  return definition.defaults?.['server']?.type === type && nodeOf(String(server)).type !== type;
}

function useOnlyAccount(node: AnyNode, type: string): void {
  const [account, ...others] = accountsOf(type);
  if (account === undefined || others.length > 0) return;
  node.server = account.id;
  RED.nodes.updateConfigNodeUsers(node);
}

/** The import is complete: its nodes use the account that was there before. */
function giveWay(imported: ConfigNode): void {
  const account = accountInPlaceOf(imported);
  const users = [...(imported.users ?? [])].filter(isUser);
  if (account === undefined || users.length === 0 || !takeOutOfHistory(imported.id)) return;
  for (const user of users) {
    Object.assign(user, { server: account.id, dirty: true });
    RED.nodes.updateConfigNodeUsers(user);
    RED.editor.validateNode(user);
  }
  RED.nodes.remove(imported.id);
  RED.view.redraw();
  const text = translate('inode-config', 'account.reused', { account: accountLabel.call(account) });
  RED.notify($('<p>').text(text), { type: 'success' });
}

/** The only account of its type, or where there are several the one that is as empty. */
function accountInPlaceOf(imported: ConfigNode): ConfigNode | undefined {
  if (!isUntouched(imported)) return undefined;
  const others = accountsOf(imported.type).filter(({ id }) => id !== imported.id);
  const isSample = imported.auth === 'sample';
  // Nodes of a real account are not to end up with sample data.
  const fit = others.filter(({ auth }) => isSample || auth !== 'sample');
  return fit.length === 1
    ? fit[0]
    : fit.find((other) => isUntouched(other) && other.auth === imported.auth);
}

/** Whether nobody has set anything in it: settings as they are by default, and no credentials. */
function isUntouched(account: ConfigNode): boolean {
  const { _def: definition, credentials = {} } = account;
  const saved = new Map<string, unknown>(Object.entries(account));
  const isDefault = ([name, { value }]: [string, { value?: unknown }]): boolean =>
    name === 'auth' || String(saved.get(name) ?? value) === String(value);
  return (
    Object.entries(definition.defaults).every(isDefault) && Object.keys(credentials).length === 0
  );
}

/** The accounts of a type that every flow may use. */
function accountsOf(type: string): ConfigNode[] {
  const found: ConfigNode[] = [];
  RED.nodes.eachConfig((node) => {
    if (isAccount(node, type) && isForAll(node)) found.push(node);
    return true;
  });
  return found;
}

function isForAll(node: { readonly z?: string; readonly d?: boolean }): boolean {
  return !node.z && node.d !== true;
}

function isUser(node: object): node is AnyNode {
  return 'server' in node;
}

/**
 * Takes a node out of the last step of the history, which otherwise could not be undone
 * without it. Says whether that step has added it: then it was imported.
 */
function takeOutOfHistory(id: string): boolean {
  const last = RED.history.peek();
  const steps = last?.t === 'multi' ? last.events : [last];
  for (const step of steps) {
    // Node-RED notes the ids of nodes here, whatever its published types say.
    const nodes: unknown[] = step?.t === 'add' ? (step.nodes ?? []) : [];
    const index = nodes.indexOf(id);
    if (index === -1) continue;
    nodes.splice(index, 1);
    return true;
  }
  return false;
}
