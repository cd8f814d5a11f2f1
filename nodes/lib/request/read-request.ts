import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import type { ApiCall } from '../../../src/http/api-request';
import type { Method } from '../../../src/http/message';
import { isSafe } from '../../../src/http/safe-methods';
import { ANSWERS, REQUEST_METHODS, type RequestSettings } from '../../settings';
import type { Job } from '../account/working-node';
import { buildQuery, readSavedQuery } from '../build-query';
import { evaluate } from '../evaluate';
import { readRequestTimeout } from '../request-timeout';
import { flag, oneOf, text } from '../saved-values';
import { invalid } from './invalid';
import { readHeaders } from './read-headers';

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
    headers: await readHeaders(RED, node, settings.headers, msg),
    body: isSafe(target.method) ? undefined : await readBody(RED, node, settings, msg),
    answer: oneOf(ANSWERS, settings.answer),
    repeat: flag(settings.repeat),
    timeout: readRequestTimeout(node, translate, msg),
  };
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
