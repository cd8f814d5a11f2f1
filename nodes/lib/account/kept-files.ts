import { join } from 'node:path';
import type { Node, NodeAPI } from 'node-red';
import { type AccountFiles, accountFiles } from '../../../src/auth/account-files';
import { asRecord } from '../../../src/json-value';
import { flowFileOf } from './flow-file';

/** The folder in the user directory for what accounts keep; nothing in a runtime that has none. */
export function keptFolder(RED: NodeAPI): string | undefined {
  const { userDir } = RED.settings;
  return userDir ? join(userDir, 'inode-tokens') : undefined;
}

/** The files of a configuration node, or nothing in a runtime that has no user directory. */
export function keptFiles(RED: NodeAPI, node: Node, signIn = ''): AccountFiles | undefined {
  const folder = keptFolder(RED);
  if (folder === undefined) return undefined;
  const whose = { type: node.type, account: accountKey(node), signIn };
  return accountFiles(folder, { ...whose, ...flowsOf(RED) });
}

/** What a configuration node keeps over restarts: inside a subflow, ids are new with each start. */
export function accountKey(node: Node & { _path?: string }): string {
  return node._alias === undefined ? node.id : (node._path ?? node.id);
}

/**
 * The flows that this Node-RED runs. Two of them in one user directory have each a flow file
 * of its own, or else they would overwrite each other's flows.
 */
export function flowsOf({ settings }: NodeAPI): { flows: string; project: string } {
  return { flows: flowFileOf(settings), project: projectOf(settings) };
}

function projectOf(settings: NodeAPI['settings']): string {
  const { projects } = asRecord(Reflect.get(settings, 'editorTheme'));
  if (asRecord(projects)['enabled'] !== true) return '';
  const { activeProject } = asRecord(readSetting(settings, 'projects'));
  return typeof activeProject === 'string' ? activeProject : '';
}

/** What Node-RED itself keeps is not among the properties of its settings. */
function readSetting(settings: NodeAPI['settings'], name: string): unknown {
  const get: unknown = Reflect.get(settings, 'get');
  try {
    return typeof get === 'function' ? get.call(settings, name) : undefined;
  } catch {
    // Node-RED throws before it has read them.
    return undefined;
  }
}
