import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../../src/errors';
import type { GraphqlOperation } from '../../../src/graphql/graphql';
import type { GraphqlSettings } from '../../settings';
import { evaluate } from '../evaluate';
import { type NodeReasonKey, nodeReason } from '../reasons';

type Message = NodeMessageInFlow & {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
};

/**
 * The operation for one message: the configured one, with `msg.query` and
 * `msg.operationName` in place of its own, and `msg.variables` over its own.
 *
 * @throws {ServiceError} QUERY_INVALID
 */
export async function readOperation(
  RED: NodeAPI,
  node: Node,
  settings: GraphqlSettings,
  msg: Message,
): Promise<GraphqlOperation> {
  const query = msg.query ?? settings.query;
  const operationName = msg.operationName ?? settings.operationName;
  if (typeof query !== 'string' || query.trim() === '') throw invalid('noGraphqlQuery');
  if (typeof operationName !== 'string') throw invalid('operationNoText');
  return {
    query,
    operationName: operationName === '' ? undefined : operationName,
    variables: {
      ...assertVariables('variablesNoObject', await configured(RED, node, settings, msg)),
      ...assertVariables('msgVariablesNoObject', msg.variables),
    },
  };
}

async function configured(
  RED: NodeAPI,
  node: Node,
  { variables: saved, variablesType }: GraphqlSettings,
  msg: Message,
): Promise<unknown> {
  // Who writes a flow by hand may write them as what they are.
  const variables: unknown = saved;
  if (typeof variables !== 'string') return variables;
  if (variables.trim() === '') return undefined;
  return evaluate(RED, node, { value: variables, type: variablesType }, msg).catch(() => {
    throw invalid('variablesUnevaluable');
  });
}

function assertVariables(problem: NodeReasonKey, value: unknown): object {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw invalid(problem);
  return value;
}

function invalid(reason: NodeReasonKey): ServiceError {
  return new ServiceError('QUERY_INVALID', { reason: nodeReason(reason) });
}
