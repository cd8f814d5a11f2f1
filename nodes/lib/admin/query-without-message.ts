import type { Node, NodeAPI } from 'node-red';
import type { Query } from '../../../src/http/url';
import { asRecord } from '../../../src/json-value';
import type { QueryParameter } from '../../settings';
import { addValue, evaluateParameter, toQuery } from '../build-query';
import { probeMessage } from './probe-message';

/** What a parameter can be taken from while the node itself is not deployed. */
const WITHOUT_NODE: ReadonlySet<string> = new Set(['str', 'num', 'bool', 'env']);

/** The nodes whose contexts and environments count. */
interface Places {
  /** The deployed node, if it is deployed. */
  readonly node: Node | undefined;
  readonly account: Node;
}

/**
 * The query as far as it depends on no message, and the names of the parameters
 * that do, or that need the node to be deployed.
 *
 * @param sent the parameters as the browser sent them
 * @throws {ServiceError} QUERY_INVALID
 */
export async function queryWithoutMessage(
  RED: NodeAPI,
  { node, account }: Places,
  sent: unknown,
): Promise<{ query: Query; leftOut: string[] }> {
  const values = new Map<string, unknown[]>();
  const leftOut = new Set<string>();
  for (const parameter of readParameters(sent)) {
    const { name, type } = parameter;
    const { msg, wasRead } = probeMessage();
    if (node === undefined && !WITHOUT_NODE.has(type)) {
      leftOut.add(name);
      continue;
    }
    const value = await evaluateParameter(RED, node ?? account, parameter, msg).catch(
      (error: unknown) => {
        if (!wasRead()) throw error;
      },
    );
    if (wasRead()) leftOut.add(name);
    else addValue(values, name, value);
  }
  return { query: toQuery(values), leftOut: [...leftOut] };
}

function readParameters(query: unknown): QueryParameter[] {
  return Array.isArray(query) ? query.filter(isParameter) : [];
}

function isParameter(value: unknown): value is QueryParameter {
  const { name, value: text, type } = asRecord(value);
  return [name, text, type].every((part) => typeof part === 'string');
}
