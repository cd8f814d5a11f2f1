import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../../src/errors';
import type { ApiCall } from '../../../src/http/api-request';
import type { Method } from '../../../src/http/message';
import type { ReasonValues } from '../../../src/reasons';
import { REQUEST_METHODS, type RequestSettings } from '../../settings';
import type { Job } from '../account/working-node';
import { buildQuery, readSavedQuery } from '../build-query';
import { evaluate } from '../evaluate';
import { type NodeReasonKey, nodeReason } from '../reasons';
import { readRequestTimeout } from '../request-timeout';
import { text } from '../saved-values';

/** Where a request goes; part of what a message says about the answer. */
export interface Target {
  readonly method: Method;
  readonly path: string;
}

const METHODS: ReadonlySet<string> = new Set(REQUEST_METHODS);

/**
 * Where the request of a message goes: as the settings say, unless the message says otherwise.
 *
 * @throws {ServiceError} REQUEST_INVALID
 */
export function readTarget(
  settings: RequestSettings,
  msg: NodeMessageInFlow & { method?: unknown; path?: unknown },
): Target {
  const given: unknown = msg.method ?? settings.method;
  const path = msg.path ?? text(settings.path);
  const method = typeof given === 'string' ? given.toUpperCase() : '';
  if (!isMethod(method)) throw invalid('methodUnknown', { methods: [...METHODS].join(', ') });
  if (typeof path !== 'string' || path.trim() === '') throw invalid('noPath');
  return { method, path };
}

/**
 * What is sent there, and for how long an answer is waited for.
 *
 * @throws {ServiceError} REQUEST_INVALID, QUERY_INVALID, CONFIG_INVALID
 */
export async function readRequest(
  RED: NodeAPI,
  { node, settings, msg, translate }: Job<RequestSettings, unknown>,
  target: Target,
): Promise<Omit<ApiCall, 'signal' | 'observer' | 'owner'>> {
  return {
    ...target,
    query: await buildQuery(RED, node, readSavedQuery(settings.query), msg),
    body: target.method === 'GET' ? undefined : await readBody(RED, node, settings, msg),
    timeout: readRequestTimeout(node, translate, msg),
  };
}

/** The error for a request that cannot be sent. */
export function invalid(reason: NodeReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('REQUEST_INVALID', { reason: nodeReason(reason, values) });
}

function isMethod(method: string): method is Method {
  return METHODS.has(method);
}

function readBody(
  RED: NodeAPI,
  node: Node,
  { body, bodyType }: RequestSettings,
  msg: NodeMessageInFlow,
): Promise<unknown> {
  return evaluate(RED, node, { value: body, type: bodyType }, msg).catch(() => {
    throw invalid('bodyUnevaluable');
  });
}
