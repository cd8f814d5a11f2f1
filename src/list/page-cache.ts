import { computeInSlice } from '../event-loop/time-slice';
import { MEMORY } from '../http/memory';
import type { HttpAnswer } from '../http/message';
import type { SizedPage } from './page';

/** A page, and the validators that the service gave for it. */
interface CachedPage {
  readonly page: SizedPage;
  /** The headers that ask whether it has changed (RFC 9110, 13.1). */
  readonly conditions: Readonly<Record<string, string>>;
}

/** Bytes of memory that all kept pages may take: about 80,000 devices, and fewer in a small heap. */
const MOST = Math.min(2 ** 26, MEMORY.total / 8);

/**
 * A cache of pages for which the service gave a validator (ETag, Last-Modified), so that it can
 * answer 304 the next time. A caller gets a copy, because it may change what it gets. The pages that
 * were requested longest ago are evicted first.
 */
export class PageCache {
  /** In the order of their last use. */
  readonly #pages = new Map<string, CachedPage>();
  #size = 0;
  /** Exchanges whose answer was seen: callers that share one all pass it here. */
  readonly #exchanges = new WeakSet<object>();

  /** @param most bytes of memory that all pages may take */
  constructor(private readonly most = MOST) {}

  /**
   * The cached page, whose validators are sent with the request.
   *
   * @param key the address, and what else a page depends on
   */
  find(key: string): CachedPage | undefined {
    const kept = this.#pages.get(key);
    if (kept !== undefined) {
      this.#pages.delete(key);
      this.#pages.set(key, kept);
    }
    return kept;
  }

  /**
   * Keeps a copy of a page in place of the one that was there before, if its
   * answer has a validator. A page that is larger than the cache is not kept.
   */
  async keep(key: string, { header, exchange }: HttpAnswer, page: SizedPage): Promise<void> {
    if (this.#exchanges.has(exchange)) return;
    this.#exchanges.add(exchange);
    this.#delete(key);
    const conditions = conditionsOf(header);
    // What is not JSON is not copied.
    if (page.form !== undefined || conditions === undefined || page.size > this.most) return;
    const copy = await copyPage(page);
    this.#delete(key);
    this.#pages.set(key, { conditions, page: copy });
    this.#size += page.size;
    for (const oldest of this.#pages.keys()) {
      if (this.#size <= this.most) break;
      this.#delete(oldest);
    }
  }

  /** Forgets a page, unless another one has been kept in its place. */
  forget(key: string, page: CachedPage | undefined): void {
    if (this.#pages.get(key) === page) this.#delete(key);
  }

  #delete(key: string): void {
    this.#size -= this.#pages.get(key)?.page.size ?? 0;
    this.#pages.delete(key);
  }
}

/** A page that shares nothing with this one. */
export async function copyPage(page: SizedPage): Promise<SizedPage> {
  return { ...page, items: await copyItems(page.items) };
}

function conditionsOf(header: HttpAnswer['header']): CachedPage['conditions'] | undefined {
  const [tag, date] = [header('etag'), header('last-modified')];
  if (/\bno-store\b/i.test(header('cache-control') ?? '')) return undefined;
  if (tag === undefined && date === undefined) return undefined;
  return {
    ...(tag !== undefined && { 'If-None-Match': tag }),
    ...(date !== undefined && { 'If-Modified-Since': date }),
  };
}

/** Items that are copied in one step: half a millisecond's work. */
const SLICE = 1_000;

/** A copy of parsed JSON that shares nothing with it. The event loop runs in between. */
export async function copyItems(items: readonly unknown[]): Promise<unknown[]> {
  const copies: unknown[] = [];
  for (let from = 0; from < items.length; from += SLICE) {
    await computeInSlice(() => {
      for (const item of items.slice(from, from + SLICE)) copies.push(copyJson(item));
    });
  }
  return copies;
}

/** The depth of answers is limited where they are parsed. */
function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => copyJson(element));
  // Takes over the hidden class, which makes it several times as fast as key by key.
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) {
    const member = copy[key];
    if (typeof member === 'object' && member !== null) copy[key] = copyJson(member);
  }
  return copy;
}
