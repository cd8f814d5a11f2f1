import { join } from 'node:path';
import type { Node, NodeAPI } from 'node-red';

/**
 * The file for the tokens of a configuration node in the user directory, or
 * nothing in a runtime that has none.
 */
export function tokenPath(RED: NodeAPI, node: Node & { _path?: string }): string | undefined {
  const { userDir } = RED.settings;
  if (!userDir) return undefined;
  // Inside a subflow, ids are new with every start; the path of such a node is not.
  const id = node._alias === undefined ? node.id : (node._path ?? node.id);
  return join(userDir, 'inode-tokens', encodeURIComponent(id));
}
