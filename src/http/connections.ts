import { Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import { type ConnectionOptions, createSecureContext, type SecureContext } from 'node:tls';
import { ServiceError } from '../errors';
import { because } from '../reasons';
import { withConnectLimit } from './connect-limit';
import { type Proxy, type ProxyEnvironment, proxyFor } from './proxy';
import { createTunnelAgent } from './tunnel';

/** How services are reached. */
interface Route {
  /** Certificates, server name and the like, as Node's `tls.connect` takes them. */
  readonly tls?: ConnectionOptions | undefined;
  readonly proxy: ProxyEnvironment;
}

/** The connections over one way, directly or through one proxy. */
interface AgentPair {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** The proxy for `http:`, which takes whole requests; `https:` goes through its tunnels. */
  readonly proxy: Proxy | false;
}

/** The connections of one account, kept alive between calls. */
export interface Connections {
  /**
   * What axios needs to reach a URL.
   *
   * @throws {ServiceError} CONFIG_INVALID when the proxy's address is none.
   */
  to(url: URL): AgentPair;
  /** Closes all of them, also those in use. */
  close(): void;
}

/** @throws {ServiceError} CONFIG_INVALID when the TLS settings cannot be used. */
export function createConnections({ tls, proxy }: Route): Connections {
  const closing = new AbortController();
  const ways = new Map<string, AgentPair>();
  const options = { ...tls, keepAlive: true, secureContext: secureContextOf(tls) };
  return {
    to(url) {
      const via = proxyFor(url, proxy);
      const key = JSON.stringify(via ?? null);
      const way = ways.get(key) ?? createAgentPair(via, options, closing.signal);
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

/** Keys and certificates are read once, so that what is wrong with them is said before a call. */
function secureContextOf(tls: ConnectionOptions | undefined): SecureContext | undefined {
  try {
    return tls && createSecureContext(tls);
  } catch {
    throw new ServiceError('CONFIG_INVALID', { reason: because('tlsUnreadable') });
  }
}

function createAgentPair(
  proxy: Proxy | undefined,
  options: AgentOptions,
  closing: AbortSignal,
): AgentPair {
  if (proxy === undefined) {
    const httpAgent = withConnectLimit(new HttpAgent({ keepAlive: true }), 'connect');
    const httpsAgent = withConnectLimit(new HttpsAgent(options), 'secureConnect');
    return { httpAgent, httpsAgent, proxy: false };
  }
  // Proxies close the connections of plain requests without a word: each gets its own.
  const httpAgent = withConnectLimit(new HttpAgent({ keepAlive: false }), 'connect');
  const httpsAgent = createTunnelAgent(proxy, options, closing);
  return { httpAgent, httpsAgent, proxy };
}
