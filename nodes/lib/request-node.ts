import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { ServiceError } from '../../src/errors';
import type { ApiAnswer, ApiCall } from '../../src/http/api-request';
import type { Method } from '../../src/http/message';
import { REQUEST_DEFAULTS, type RequestSettings } from '../settings';
import { evaluate } from './evaluate';
import { measure } from './measure';
import { buildQuery } from './query';
import { readRequestTimeout } from './request-timeout';
import { text } from './saved-values';
import { registerWorkingNode } from './working-node';
import { Reason, type ReasonKey, type ReasonValues } from '../../src/reasons';

/** A service with endpoints that nobody knows beforehand. */
interface RequestService {
  request(call: ApiCall): Promise<ApiAnswer>;
}

export interface RequestNodeType {
  readonly type: string;
  readonly configType: string;
  /** The property of the message that tells how the answer came. */
  readonly tell: string;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Registers a node that makes one request, which the message may override, for each message. */
export function registerRequestNode(
  RED: NodeAPI,
  { type, configType, tell }: RequestNodeType,
): void {
  registerWorkingNode<RequestSettings, RequestService>(RED, {
    type,
    configType,
    defaults: REQUEST_DEFAULTS,
    async run({ node, settings, service, msg, send, translate, ...job }) {
      const { caller, result } = measure(job.caller);
      const target = readTarget(settings, msg);
      const { status, body } = await service.request({
        ...caller,
        ...target,
        query: await buildQuery(RED, node, settings.query, msg),
        body: target.method === 'GET' ? undefined : await readBody(RED, node, settings, msg),
        timeout: readRequestTimeout(node, translate, msg),
      });
      const told = { [tell]: { ...target, ...result() } };
      send(Object.assign(msg, { payload: body, statusCode: status }, told));
      return translate('status.answered');
    },
  });
}

function readTarget(
  settings: RequestSettings,
  msg: NodeMessageInFlow & { method?: unknown; path?: unknown },
): { method: Method; path: string } {
  const method = typeof msg.method === 'string' ? msg.method.toUpperCase() : settings.method;
  const path = msg.path ?? text(settings.path);
  if (!isMethod(method)) throw invalid('methodUnknown', { methods: [...METHODS].join(', ') });
  if (typeof path !== 'string' || path.trim() === '') throw invalid('noPath');
  return { method, path };
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

function invalid(reason: ReasonKey, values?: ReasonValues): ServiceError {
  return new ServiceError('REQUEST_INVALID', { reason: new Reason(reason, values) });
}
