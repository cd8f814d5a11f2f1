import { request as httpRequest } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIPv6 } from 'node:net';
import { Duplex } from 'node:stream';
import { ServiceError } from '../errors';
import { because } from '../reasons';
import { CONNECT_LIMIT, limitConnect } from './connect-limit';
import type { Proxy } from './proxy';

type Callback = (error: Error | null, stream: Duplex) => void;

/**
 * An agent whose connections go through a proxy's CONNECT (RFC 9110, 9.3.6). A
 * tunnel is kept alive and used again; the TLS inside it is the account's own,
 * so a custom CA and a client certificate hold.
 *
 * @param closing ends a CONNECT that is under way.
 */
export function createTunnelAgent(
  proxy: Proxy,
  options: AgentOptions,
  closing: AbortSignal,
): HttpsAgent {
  const agent = new HttpsAgent(options);
  const secure = agent.createConnection.bind(agent);
  agent.createConnection = (wanted, callback) => {
    const { host, port } = wanted;
    const target = `${isIPv6(String(host)) ? `[${host}]` : host}:${port}`;
    const open = async (): Promise<Duplex> => {
      const socket = await connectThrough(proxy, target, closing);
      const inside = { ...wanted, socket };
      const secured = secure(inside) ?? socket;
      limitConnect(secured, 'secureConnect');
      return secured;
    };
    handOver(open(), callback);
    return undefined;
  };
  return agent;
}

/** Gives the outcome to a callback, which is called once whatever it does. */
function handOver(opening: Promise<Duplex>, callback: Callback | undefined): void {
  opening.then(
    (stream) => callback?.(null, stream),
    // Node's types want a stream even where there is none.
    (error: Error) => callback?.(error, new Duplex()),
  );
}

/**
 * A stream to `target` through the proxy.
 *
 * @throws {ServiceError} PROXY_REFUSED, UNREACHABLE; a system error; the reason of `closing`.
 */
function connectThrough(proxy: Proxy, target: string, closing: AbortSignal): Promise<Duplex> {
  const request = (proxy.protocol === 'https:' ? httpsRequest : httpRequest)({
    method: 'CONNECT',
    host: proxy.host,
    port: proxy.port,
    path: target,
    headers: { Host: target, ...authorization(proxy) },
    agent: false,
  });
  const limit = setTimeout(() => {
    request.destroy(
      new ServiceError('UNREACHABLE', { reason: because('proxySilent') }, { sent: false }),
    );
  }, CONNECT_LIMIT);
  const onClosing = (): void => {
    request.destroy(closing.reason);
  };
  closing.addEventListener('abort', onClosing, { once: true });
  return new Promise<Duplex>((resolve, reject) => {
    request.once('error', reject);
    request.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode === 200) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        reject(refusal(statusCode));
      }
    });
    if (closing.aborted) onClosing();
    request.end();
  }).finally(() => {
    clearTimeout(limit);
    closing.removeEventListener('abort', onClosing);
  });
}

function authorization({ auth }: Proxy): Record<string, string> {
  if (auth === undefined) return {};
  const encoded = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return { 'Proxy-Authorization': `Basic ${encoded}` };
}

/** Some proxies say 401 where they mean 407. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 405, 407]);

function refusal(statusCode: number): ServiceError {
  return REFUSALS.has(statusCode)
    ? new ServiceError('PROXY_REFUSED', { statusCode }, { sent: false })
    : new ServiceError(
        'UNREACHABLE',
        { reason: because('proxyAnswered', { status: statusCode }) },
        { sent: false },
      );
}
