import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import type { AxiosProxyConfig } from 'axios';
import { withConnectLimit } from './connect-limit';
import { type ProxyEnvironment, proxyFor } from './proxy';
import { createTunnelAgent } from './tunnel';

/** How services are reached. */
interface Route {
  /** Certificates, server name and the like, as Node's `tls.connect` takes them. */
  readonly tls?: ConnectionOptions | undefined;
  readonly proxy: ProxyEnvironment;
}

/** The connections over one way, directly or through one proxy. */
interface Way {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** The proxy for `http:`, which takes whole requests; `https:` goes through its tunnels. */
  readonly proxy: AxiosProxyConfig | false;
}

/** The connections of one account, kept alive between calls. */
export interface Connections {
  /**
   * What axios needs to reach a URL.
   *
   * @throws {ServiceError} CONFIG_INVALID when the proxy's address is none.
   */
  to(url: URL): Way;
  /** Closes all of them, also those in use. */
  close(): void;
}

export function createConnections({ tls, proxy }: Route): Connections {
  const closing = new AbortController();
  const ways = new Map<string, Way>();
  return {
    to(url) {
      const via = proxyFor(url, proxy);
      const key = via?.href ?? '';
      const way = ways.get(key) ?? createWay(via, { ...tls, keepAlive: true }, closing.signal);
      ways.set(key, way);
      // Its own support of tunnels would open a new one for every request.
      return url.protocol === 'https:' ? { ...way, proxy: false } : way;
    },
    close() {
      closing.abort();
      for (const { httpAgent, httpsAgent } of ways.values()) {
        httpAgent.destroy();
        httpsAgent.destroy();
      }
    },
  };
}

function createWay(
  proxy: URL | undefined,
  options: ConnectionOptions & { keepAlive: boolean },
  closing: AbortSignal,
): Way {
  const httpAgent = withConnectLimit(new HttpAgent({ keepAlive: true }), 'connect');
  if (proxy === undefined) {
    const httpsAgent = withConnectLimit(new HttpsAgent(options), 'secureConnect');
    return { httpAgent, httpsAgent, proxy: false };
  }
  const httpsAgent = createTunnelAgent(proxy, options, closing);
  return { httpAgent, httpsAgent, proxy: forwardThrough(proxy) };
}

function forwardThrough(proxy: URL): AxiosProxyConfig {
  const { protocol, hostname, port } = proxy;
  const username = decodeURIComponent(proxy.username);
  const password = decodeURIComponent(proxy.password);
  return {
    protocol,
    host: hostname,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(username === '' ? {} : { auth: { username, password } }),
  };
}
