import type { Node, NodeAPI } from 'node-red';
import type { Query } from '../../../src/http/url';
import { asRecord } from '../../../src/json-value';
import type { QueryParameter } from '../../settings';
import { addValue, evaluateParameter, toQuery } from '../build-query';
import { probeMessage } from './probe-message';

/** What a parameter can be where it is not deployed: the value that was typed, and nothing else. */
const TYPED: ReadonlyMap<string, (text: string) => unknown> = new Map<
  string,
  (text: string) => unknown
>([
  ['str', (text) => text],
  ['num', (text) => Number(text)],
  ['bool', (text) => text.toLowerCase() === 'true'],
]);

/**
 * The query as far as it depends on no message, and the names of the parameters that do, or
 * that are not deployed as they are: who may change nodes could read the environment and the
 * contexts with what is evaluated here, or stop Node-RED with an expression without an end.
 *
 * @param node the deployed node, if it is deployed
 * @param sent the parameters as the browser sent them
 * @throws {ServiceError} QUERY_INVALID
 */
export async function queryWithoutMessage(
  RED: NodeAPI,
  node: Node | undefined,
  sent: unknown,
): Promise<{ query: Query; leftOut: string[] }> {
  const deployed = new Set(node === undefined ? [] : deployedParameters(RED, node.id).map(keyOf));
  const values = new Map<string, unknown[]>();
  const leftOut = new Set<string>();
  for (const parameter of readParameters(sent)) {
    const { name, value: text, type } = parameter;
    const typed = TYPED.get(type);
    if (typed !== undefined) {
      addValue(values, name, typed(text));
      continue;
    }
    if (node === undefined || !deployed.has(keyOf(parameter))) {
      leftOut.add(name);
      continue;
    }
    const { msg, wasRead } = probeMessage();
    const value = await evaluateParameter(RED, node, parameter, msg).catch((error: unknown) => {
      if (!wasRead()) throw error;
    });
    if (wasRead()) leftOut.add(name);
    else addValue(values, name, value);
  }
  return { query: toQuery(values), leftOut: [...leftOut] };
}

/** The parameters that a node was deployed with. */
function deployedParameters(RED: NodeAPI, id: string): QueryParameter[] {
  let saved: unknown;
  RED.nodes.eachNode((each) => {
    if (each.id === id) saved = asRecord(each)['query'];
  });
  return readParameters(saved);
}

function keyOf({ name, value, type }: QueryParameter): string {
  return JSON.stringify([name, value, type]);
}

function readParameters(query: unknown): QueryParameter[] {
  return Array.isArray(query) ? query.filter(isParameter) : [];
}

function isParameter(value: unknown): value is QueryParameter {
  const { name, value: text, type } = asRecord(value);
  return [name, text, type].every((part) => typeof part === 'string');
}
