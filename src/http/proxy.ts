import { ServiceError } from '../errors';

/** Proxy settings as the environment writes them. */
export interface ProxyEnvironment {
  readonly http_proxy?: string | undefined;
  readonly https_proxy?: string | undefined;
  /** Hosts that are reached without the proxy, separated by commas or spaces. */
  readonly no_proxy?: string | undefined;
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
 * @throws {ServiceError} CONFIG_INVALID
 */
export function proxyFor(url: URL, env: ProxyEnvironment): URL | undefined {
  const address = (url.protocol === 'https:' ? env.https_proxy : env.http_proxy)?.trim() ?? '';
  if (address === '' || isExempt(url, env.no_proxy ?? '')) return undefined;
  // "proxy.example:3128" is how many people write it.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  if (proxy === undefined || (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')) {
    throw new ServiceError('CONFIG_INVALID', {
      reason: 'the address of the proxy is not an http:// or https:// URL',
    });
  }
  return proxy;
}

/** Whether a list of exemptions names the URL's host, a domain above it, or everything (`*`). */
function isExempt({ hostname, protocol, port }: URL, exemptions: string): boolean {
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  return exemptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, host = entry, onlyPort] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? [];
      if (onlyPort !== undefined && onlyPort !== actualPort) return false;
      const domain = host.replace(/^\*?\./, '');
      return hostname === domain || hostname.endsWith(`.${domain}`);
    });
}
