import type { AgentOptions } from 'node:https';
import { HttpsProxyAgent } from 'hpagent';
import { ServiceError } from '../errors';
import { CONNECT_LIMIT, limitConnect } from './connect-limit';

/**
 * An agent whose connections go through a proxy's CONNECT. A tunnel is kept
 * alive and used again; the TLS inside it is the account's own, so a custom CA
 * and a client certificate hold.
 *
 * @param closing ends a CONNECT that is under way.
 */
export function createTunnelAgent(
  proxy: URL,
  options: AgentOptions,
  closing: AbortSignal,
): HttpsProxyAgent {
  const connectOptions = { signal: closing, headers: {} };
  const agent = new HttpsProxyAgent({ ...options, proxy, proxyRequestOptions: connectOptions });
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (wanted, callback) =>
    create({ ...wanted, timeout: CONNECT_LIMIT }, (error, socket) => {
      if (error) {
        callback?.(describeProxyFailure(error), socket);
        return;
      }
      limitConnect(socket, 'secureConnect');
      callback?.(null, socket);
    });
  return agent;
}

/** hpagent tells in words alone what a proxy answered. */
function describeProxyFailure(error: Error): Error {
  const status = Number(/^Bad response: (\d{3})$/.exec(error.message)?.[1]);
  if (status === 407 || status === 401 || status === 403 || status === 405) {
    return new ServiceError('PROXY_REFUSED', { statusCode: status });
  }
  if (status > 0)
    return new ServiceError('UNREACHABLE', { reason: `the proxy answered ${status}` });
  if (error.message === 'Proxy timeout') {
    return new ServiceError('UNREACHABLE', { reason: 'the proxy did not answer' });
  }
  return error;
}
