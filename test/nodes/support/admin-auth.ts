import assert from 'node:assert/strict';
import type { NodeAPI, NodeInitializer } from 'node-red';
import { runtimeModule } from './node-red';

/** Node-RED's own authentication of its admin API. */
interface AdminAuth {
  init(settings: object, storage: object): void;
  readonly needsPermission: NodeAPI['auth']['needsPermission'];
}

/** Somebody who may use the admin API, by a token. */
export interface Admin {
  readonly token: string;
  readonly permissions: string;
}

/**
 * Protects the admin API as `adminAuth` in the settings does, where the test
 * helper lets everybody in; given to the nodes before they are loaded.
 */
export function adminAuth(admins: readonly Admin[]): NodeInitializer {
  const auth = runtimeModule('@node-red/editor-api/lib/auth');
  assert(isAdminAuth(auth));
  const users = admins.map(({ permissions }) => ({ username: permissions, permissions }));
  const tokens = admins.map(({ token, permissions }) => ({
    token,
    user: permissions,
    scope: permissions,
  }));
  const noSessions = { getSessions: () => Promise.resolve({}) };
  auth.init({ adminAuth: { type: 'credentials', users, tokens } }, noSessions);
  return (RED) => {
    RED.auth.needsPermission = auth.needsPermission;
  };
}

function isAdminAuth(value: unknown): value is AdminAuth {
  return typeof Object(value).init === 'function';
}
