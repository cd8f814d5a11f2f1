import type { Node, NodeAPI } from 'node-red';

/** As Node-RED recognises them in what a node saved; the second one is of old. */
const REFERENCE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;

/** Whether a value stands for an environment variable. */
export function isReference(value: unknown): boolean {
  return variableIn(value) !== undefined;
}

/** The name of the environment variable that a value stands for, if it does. */
export function variableIn(value: unknown): string | undefined {
  const match = typeof value === 'string' ? REFERENCE.exec(value) : null;
  return match?.[1] ?? match?.[2];
}

/**
 * What a value stands for. Node-RED does the same when it deploys a node: what
 * the environment does not know stays as it is.
 *
 * @param node the deployed node whose environment counts; without one, that of the process
 */
export function resolveReference(RED: NodeAPI, node: Node | undefined, value: unknown): unknown {
  const name = variableIn(value);
  if (name === undefined) return value;
  const found: unknown = node ? RED.util.getSetting(node, name) : variable(RED, name);
  return found ?? value;
}

/** Node-RED hides the variables from flows that its settings exclude. */
function variable(RED: NodeAPI, name: string): string | undefined {
  const excluded: unknown = Reflect.get(RED.settings, 'envVarExcludes');
  return Array.isArray(excluded) && excluded.includes(name) ? undefined : process.env[name];
}
