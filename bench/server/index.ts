import { join } from 'node:path';
import { Child } from '../child';
import { assertCounts, type Counts } from '../sample';

/** The server, seen from the process that runs the benchmark. */
export interface BenchServer {
  /** Base URL of an iNode with so many devices. */
  baseUrl(items: number): string;
  /** The same, of one that knows when its list is unchanged. */
  unchangedUrl(items: number): string;
  /** How often it was asked since this was called last. */
  counts(): Promise<Counts>;
  /** Lets all access tokens expire before their time. */
  expireTokens(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the server in a process of its own. */
export async function startServer(): Promise<BenchServer> {
  const child = new Child(join(__dirname, 'main.js'));
  const origin = await child.ask('origin');
  if (typeof origin !== 'string') throw new Error('The server does not listen.');
  return {
    baseUrl: (items) => `${origin}/${items}/api/`,
    unchangedUrl: (items) => `${origin}/${items}/unchanged/api/`,
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
