import { type OnConnect, type ProxyServer, startProxyServer } from './proxy-server';

/** Gives each test of the surrounding `describe` a proxy of our own. */
export function useProxyServer(onConnect?: OnConnect): { readonly current: ProxyServer } {
  let proxy: ProxyServer;
  beforeEach(async () => {
    proxy = await startProxyServer(onConnect);
  });
  afterEach(() => proxy.close());
  return {
    get current() {
      return proxy;
    },
  };
}
