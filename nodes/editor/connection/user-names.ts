import { asRecord } from '../../../src/json-value';
import type { ConfigNode } from './config-node';

/** By the ids of accounts; an empty text where there is none, or nobody knows it yet. */
const names = new Map<string, string>();

/**
 * The name of the user of an account that signs in with one. Node-RED gives credentials that
 * are not secret to the editor when a dialog is opened, and forgets them with a deploy:
 * so they are asked for once, and shown when the answer is there.
 */
export function userNameOf(account: ConfigNode): string {
  const { id, credentials, auth = 'oauth2', _def: definition } = account;
  if (!('username' in definition.credentials) || auth !== 'oauth2') return '';
  const given = credentials?.['username'];
  if (typeof given === 'string') names.set(id, given);
  else if (!names.has(id)) {
    names.set(id, '');
    if (account.changed !== true) ask(account);
  }
  return names.get(id) ?? '';
}

/** Who may not see credentials sees none. */
function ask(account: ConfigNode): void {
  const { id, type } = account;
  $.getJSON(`credentials/${type}/${id}`, (answer: unknown) => {
    const { username } = asRecord(answer);
    if (typeof username !== 'string' || username === '') return;
    names.set(id, username);
    // The lists of nodes show it.
    RED.events.emit('nodes:change', account);
    RED.sidebar.config.refresh();
  });
}
