import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import { type Listening, listen } from '../support/listen';
import { OVERLAP } from './poll-protocol';

interface Item {
  readonly id: number;
  /** ISO 8601, whole seconds. */
  readonly at: string;
}

/** Items that come between two requests at the most: a page. */
export const PAGE = 20;

/**
 * A service with a list that grows with each request: of its new items many have the same time,
 * and some an earlier one than others that are there already. It sends those whose time is
 * `since` or later, in any order.
 */
export class GrowingList {
  readonly #items: Item[] = [];
  #server: Listening | undefined;
  #now = Date.UTC(2026, 2, 2);
  readonly #waiting: (() => void)[] = [];
  isGrowing = true;
  /** Requests that were answered. */
  requests = 0;

  get length(): number {
    return this.#items.length;
  }

  get origin(): string {
    return this.#server?.origin ?? '';
  }

  async start(): Promise<void> {
    this.#server = await listen(
      createServer((request, response) => {
        if (this.isGrowing) this.#grow();
        const since = new URL(request.url ?? '', this.origin).searchParams.get('since') ?? '';
        const from = since === '' ? 0 : Date.parse(since);
        const items = this.#items.filter(({ at }) => Date.parse(at) >= from);
        for (let at = items.length - 1; at > 0; at--) swap(items, at, randomInt(at + 1));
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(items));
        this.requests++;
        for (const resolve of this.#waiting.splice(0)) resolve();
      }),
    );
  }

  /** Waits for more requests than these. */
  async nextRequest(than: number): Promise<void> {
    while (this.requests <= than) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  #grow(): void {
    this.#now += randomInt(3) * 1_000;
    for (let left = randomInt(PAGE + 1); left > 0; left--) {
      const late = randomInt(4) === 0 ? randomInt(OVERLAP + 1) : 0;
      const at = new Date(this.#now - late * 1_000).toISOString().replace('.000', '');
      this.#items.push({ id: this.#items.length, at });
    }
  }
}

function swap(items: Item[], one: number, other: number): void {
  const [a, b] = [items[one], items[other]];
  if (a !== undefined && b !== undefined) [items[one], items[other]] = [b, a];
}
