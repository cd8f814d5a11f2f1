import { request as forward } from 'node:http';
import { createServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { type Listening, listen } from '../support/listen';

/** A proxy that ends TLS, and the name by which it asks the service behind it. */
export interface TlsProxy extends Pick<Listening, 'port' | 'close'> {
  /** `Host` of its requests; the one that the client sent by default. */
  host: string | undefined;
}

/**
 * Starts a proxy in front of a service that speaks plain http. The service does not learn
 * that there was TLS: what it says of its own address is as it sees it.
 *
 * @param target port on loopback of the service
 */
export async function startTlsProxy(
  target: number,
  identity: SecureContextOptions,
): Promise<TlsProxy> {
  let host: string | undefined;
  const server = createServer(identity, (request, response) => {
    const headers = { ...request.headers, ...(host !== undefined && { host }) };
    const { method, url: path } = request;
    const onward = forward({ port: target, host: '127.0.0.1', method, path, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  const listening = await listen(server);
  return {
    port: listening.port,
    get host() {
      return host;
    },
    set host(name) {
      host = name;
    },
    close: () => listening.close(),
  };
}
