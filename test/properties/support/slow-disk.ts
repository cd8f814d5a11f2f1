import type { Kept, TokenStore } from '../../../src/auth/token-file';
import type { Client } from './client';

/** A disk that outlives the processes that write on it, and is as slow as the test wants. */
export class SlowDisk {
  #kept: Kept = {};
  /** What the process that wrote last knew of refresh tokens. */
  #spent: ReadonlySet<string> = new Set();
  #open: (() => void)[] = [];
  /** Whether it answers without being released. */
  isFast = false;

  /** The refresh tokens that a process which starts now must know to be used up. */
  get spent(): ReadonlySet<string> {
    return this.#spent;
  }

  /** Whether it holds this access token. */
  keeps(accessToken: string): boolean {
    return this.#kept.tokens?.accessToken === accessToken;
  }

  /** The disk as one process sees it; what it writes after its death does not arrive. */
  store(client: Client): TokenStore {
    return {
      load: async () => {
        await this.#pass();
        return this.#kept;
      },
      save: async (kept) => {
        await this.#pass();
        if (!client.isAlive) return;
        this.#kept = kept;
        this.#spent = new Set(client.spent);
      },
    };
  }

  /** Finishes what it was asked to do. */
  work(): void {
    for (const finish of this.#open.splice(0)) finish();
  }

  #pass(): Promise<void> {
    if (this.isFast) return Promise.resolve();
    return new Promise((resolve) => {
      this.#open.push(resolve);
    });
  }
}
