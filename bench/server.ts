import { Child } from './child';
import { assertCounts, type Counts } from './measurement';

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
  close(): Promise<void>;
}

/** Starts the server in a process of its own. */
export async function startServer(): Promise<BenchServer> {
  const child = new Child('server');
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
    close: () => child.close(),
  };
}
