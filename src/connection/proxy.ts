import { isIPv6 } from 'node:net';
import { ServiceError } from '../errors';
import { because } from '../reasons';

/** Proxy settings as the environment writes them. */
export interface ProxyEnvironment {
  readonly http_proxy?: string | undefined;
  readonly https_proxy?: string | undefined;
  /** Hosts that are reached without the proxy, separated by commas or spaces. */
  readonly no_proxy?: string | undefined;
}

/** A proxy, ready to be connected to. */
export interface Proxy {
  readonly protocol: 'http:' | 'https:';
  /** A name or an address, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** What it wants to be shown, where it wants that. */
  readonly auth?: { readonly username: string; readonly password: string };
}

/** The process's settings. Upper case counts too, except HTTP_PROXY, which a CGI request can set. */
export function proxyEnvironment(env: NodeJS.ProcessEnv = process.env): ProxyEnvironment {
  return {
    http_proxy: env.http_proxy ?? env.all_proxy ?? env.ALL_PROXY,
    https_proxy: env.https_proxy ?? env.HTTPS_PROXY ?? env.all_proxy ?? env.ALL_PROXY,
    no_proxy: env.no_proxy ?? env.NO_PROXY,
  };
}

/**
 * The proxy that a URL is reached through, or nothing when it is reached directly.
 *
 * @param allowInsecure whether plain `http` may leave this machine.
 * @throws {ServiceError} CONFIG_INVALID
 */
export function proxyFor(
  url: URL,
  env: ProxyEnvironment,
  allowInsecure = false,
): Proxy | undefined {
  const address = (url.protocol === 'https:' ? env.https_proxy : env.http_proxy)?.trim() ?? '';
  if (address === '' || isExempt(url, env.no_proxy ?? '')) return undefined;
  const { protocol, hostname, port, username, password } = parseProxyUrl(address);
  // Without the permission plain http is for this machine alone: no proxy may hear it.
  if (url.protocol === 'http:' && !allowInsecure) return undefined;
  const auth = { username: decode(username), password: decode(password) };
  return {
    protocol: protocol === 'https:' ? 'https:' : 'http:',
    host: bare(hostname),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(username === '' ? {} : { auth }),
  };
}

/**
 * The address of a proxy as people write it: `proxy.example:3128` will do.
 *
 * @throws {ServiceError} CONFIG_INVALID
 */
export function parseProxyUrl(address: string): URL {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy?.protocol === 'http:' || proxy?.protocol === 'https:') return proxy;
  throw new ServiceError('CONFIG_INVALID', { reason: because('proxyAddress') }, { sent: false });
}

/** Whether a list of exemptions names the URL's host, a domain above it, or everything (`*`). */
function isExempt({ hostname, protocol, port }: URL, exemptions: string): boolean {
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  const host = bare(hostname);
  return exemptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [name, onlyPort = actualPort] = splitPort(entry);
      if (onlyPort !== actualPort) return false;
      const domain = bare(name).replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

/** `host`, `host:port`, `[address]:port`, or an IPv6 address, whose colons part no port. */
function splitPort(entry: string): [name: string, port?: string] {
  if (isIPv6(entry)) return [entry];
  const [, name = entry, port] = /^(.+?):(\d+)$/.exec(entry) ?? [];
  return port === undefined ? [name] : [name, port];
}

/** A host without the brackets that IPv6 addresses have in URLs. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Percent-encoding undone; a bare `%`, as people type it, is taken literally. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
