import type { Node, NodeAPI } from 'node-red';
import { referencedVariable } from '../../settings';

/**
 * What a value stands for. Node-RED does the same when it deploys a node: what
 * the environment does not know stays as it is.
 *
 * @param node the deployed node whose environment counts; without one, the global one
 */
export function resolveReference(RED: NodeAPI, node: Node | undefined, value: unknown): unknown {
  const name = referencedVariable(value);
  if (name === undefined) return value;
  const reader = node ?? globalConfig(RED);
  const found: unknown = reader ? RED.util.getSetting(reader, name) : variable(RED, name);
  return found ?? value;
}

/** The deployed node that holds the global environment; not every Node-RED has one. */
function globalConfig(RED: NodeAPI): Node | undefined {
  let found: Node | null = null;
  RED.nodes.eachNode(({ id, type }) => {
    if (type === 'global-config') found ??= RED.nodes.getNode(id);
  });
  return found ?? undefined;
}

/** Node-RED hides the variables from flows that its settings exclude. */
function variable(RED: NodeAPI, name: string): string | undefined {
  const excluded: unknown = Reflect.get(RED.settings, 'envVarExcludes');
  return Array.isArray(excluded) && excluded.includes(name) ? undefined : process.env[name];
}
