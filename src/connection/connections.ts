import type { Agent } from 'node:http';
import { type ConnectionOptions, createSecureContext, type SecureContext } from 'node:tls';
import { Aborter, type Signal } from '../abort';
import { ServiceError } from '../errors';
import { because } from '../reasons';
import { createHttpAgent, createHttpsAgent } from './agents';
import { KEEP_ALIVE, KeptConnections } from './kept-connections';
import { type Proxy, type ProxyEnvironment, proxyFor } from './proxy';

/** How services are reached. */
interface Route {
  /** Certificates, server name and the like, as Node's `tls.connect` takes them. */
  readonly tls?: ConnectionOptions | undefined;
  readonly proxy: ProxyEnvironment;
  /** Whether plain `http` may leave this machine. */
  readonly allowInsecure?: boolean | undefined;
}

/** The way to the services of one scheme: directly, or through one proxy. */
interface Way {
  /** What axios needs for it. */
  readonly axios: {
    readonly httpAgent?: Agent;
    readonly httpsAgent?: Agent;
    /** A proxy that takes complete requests. Tunnels are the agents' own. */
    readonly proxy: Proxy | false;
  };
  readonly kept: KeptConnections;
}

/** The connections of one account, kept alive between calls. */
export interface Connections {
  /** @throws {ServiceError} CONFIG_INVALID when the proxy's address is not one. */
  to(url: URL): Way;
  /** Closes all of them, also those in use. */
  close(): void;
}

/** @throws {ServiceError} CONFIG_INVALID when the TLS settings cannot be used. */
export function createConnections({ tls, proxy, allowInsecure = false }: Route): Connections {
  const closing = new Aborter();
  const ways = new Map<string, Way>();
  const options = { ...tls, secureContext: secureContextOf(tls) };
  return {
    to(url) {
      const via = proxyFor(url, proxy, allowInsecure);
      const key = via === undefined ? url.protocol : JSON.stringify([url.protocol, via]);
      const open = (): Way =>
        url.protocol === 'https:'
          ? openHttps(via, options, closing.signal)
          : openHttp(via, closing.signal);
      const way = ways.get(key) ?? open();
      ways.set(key, way);
      return way;
    },
    close() {
      closing.abort();
      for (const { kept } of ways.values()) kept.close();
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

function openHttps(proxy: Proxy | undefined, options: ConnectionOptions, closing: Signal): Way {
  const agent = createHttpsAgent({ ...options, ...KEEP_ALIVE }, closing, proxy);
  return { axios: { httpsAgent: agent, proxy: false }, kept: new KeptConnections(agent) };
}

function openHttp(proxy: Proxy | undefined, closing: Signal): Way {
  if (proxy === undefined) {
    const agent = createHttpAgent(KEEP_ALIVE, closing);
    return { axios: { httpAgent: agent, proxy: false }, kept: new KeptConnections(agent) };
  }
  // Proxies close the connections of plain requests without a word: each gets its own.
  const options = { keepAlive: false };
  const agent =
    proxy.protocol === 'https:'
      ? createHttpsAgent(options, closing)
      : createHttpAgent(options, closing);
  const kept = new KeptConnections(agent);
  return { axios: { httpAgent: agent, httpsAgent: agent, proxy }, kept };
}
