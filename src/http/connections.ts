import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import type { AxiosProxyConfig } from 'axios';
import { withConnectLimit } from './connect-limit';
import { createTunnelAgent } from './tunnel';

/** How the service is reached. */
interface Route {
  /** Certificates, server name and the like, as Node's `tls.connect` takes them. */
  readonly tls?: ConnectionOptions | undefined;
  /** The proxy, with user name and password where it wants them. */
  readonly proxy?: URL | undefined;
}

/** The connections of one account, kept alive between calls. */
export interface Connections {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
  /** The proxy for `http:`, which takes whole requests. `https:` goes through its tunnels. */
  readonly proxy: AxiosProxyConfig | false;
  /** Closes all of them, also those in use. */
  close(): void;
}

export function createConnections({ tls, proxy }: Route): Connections {
  const closing = new AbortController();
  const options = { ...tls, keepAlive: true };
  const http = withConnectLimit(new HttpAgent({ keepAlive: true }), 'connect');
  const https =
    proxy === undefined
      ? withConnectLimit(new HttpsAgent(options), 'secureConnect')
      : createTunnelAgent(proxy, options, closing.signal);
  return {
    http,
    https,
    proxy: proxy === undefined ? false : forwardThrough(proxy),
    close() {
      closing.abort();
      http.destroy();
      https.destroy();
    },
  };
}

function forwardThrough(proxy: URL): AxiosProxyConfig {
  const { protocol, hostname, port, username, password } = proxy;
  return {
    protocol,
    host: hostname,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(username === ''
      ? {}
      : {
          auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
        }),
  };
}
