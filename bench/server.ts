import { Child } from './child';
import { assertCounts, assertWireCounts, type Counts, type WireCounts } from './measurement';

/** The server, as the process sees it that runs the benchmark. */
export interface BenchServer {
  /**
   * Base URL of an iNode with this many devices.
   *
   * @param options `unchanged`: it knows when its list is unchanged
   */
  baseUrl(items: number, options?: { readonly unchanged?: boolean }): string;
  /** What it was asked for since this was called last. */
  counts(): Promise<Counts>;
  /** Lets all access tokens expire before their time. */
  expireTokens(): Promise<void>;
  /** What was on the wire since this was called last, where it speaks TLS. */
  wireCounts(): Promise<WireCounts>;
  /** Ends all connections to it, where it speaks TLS. */
  cut(): Promise<void>;
  close(): Promise<void>;
}

/** Files in PEM with which a server speaks TLS. */
export interface TlsFiles {
  readonly key: string;
  readonly cert: string;
}

/** Starts the server in a process of its own. */
export async function startServer(tls?: TlsFiles): Promise<BenchServer> {
  const child = new Child('server', tls === undefined ? [] : [tls.key, tls.cert]);
  const origin = await child.ask('origin');
  if (typeof origin !== 'string') throw new Error('The server does not listen.');
  return {
    baseUrl: (items, { unchanged = false } = {}) =>
      `${origin}/${items}/${unchanged ? 'unchanged/' : ''}api/`,
    async counts() {
      const counts = await child.ask('counts');
      assertCounts(counts);
      return counts;
    },
    async expireTokens() {
      await child.ask('expire');
    },
    async wireCounts() {
      const counts = await child.ask('wireCounts');
      assertWireCounts(counts);
      return counts;
    },
    async cut() {
      await child.ask('cut');
    },
    close: () => child.close(),
  };
}
