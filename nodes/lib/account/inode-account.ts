import type { NodeAPI } from 'node-red';
import { createInode, type Inode, type InodeAuth } from '../../../src/services/inode';
import {
  ACCOUNT_DEFAULTS,
  type AccountCredentials,
  type AccountSettings,
  AUTHS,
} from '../../settings';
import { flag, oneOf, required, text } from '../saved-values';
import { readConnection } from './connection';
import type { ConfigNodeType } from './service-node';

/** The configuration node of iNode. */
export function inodeAccount(
  RED: NodeAPI,
): ConfigNodeType<AccountSettings, AccountCredentials, Inode> {
  return {
    type: 'inode-config',
    defaults: ACCOUNT_DEFAULTS,
    addresses: ['baseUrl'],
    credentials: {
      username: { type: 'text' },
      password: { type: 'password' },
      clientId: { type: 'text' },
      clientSecret: { type: 'password' },
      token: { type: 'password' },
    },
    signInOf: ({ auth }) => auth,
    open(settings, given, surroundings) {
      const connection = connectionOf(settings);
      return createInode({
        ...readConnection(RED, connection),
        auth: readAuth(settings, given),
        ignoreNextHost: flag(connection.ignoreNextHost),
        ...surroundings,
      });
    },
  };
}

/** Sample data comes over no connection: what is saved about one does not count. */
function connectionOf(settings: AccountSettings): AccountSettings {
  return oneOf(AUTHS, settings.auth) === 'sample' ? ACCOUNT_DEFAULTS : settings;
}

function readAuth(settings: AccountSettings, given: AccountCredentials): InodeAuth {
  const kind = oneOf(AUTHS, settings.auth);
  if (kind === 'sample') return { kind };
  if (kind === 'token') return { kind, token: withoutScheme(required('token', given.token)) };
  return {
    kind,
    username: required('username', given.username),
    password: required('password', given.password),
    clientId: required('clientId', given.clientId),
    clientSecret: required('clientSecret', given.clientSecret),
    scope: text(settings.scope).trim(),
  };
}

/** The vendor shows the token in its header, `Authorization: Token abc…`, and people copy that. */
function withoutScheme(token: string): string {
  return token.replace(/^Token\s+/i, '');
}
