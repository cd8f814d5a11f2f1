import { computeInSlice } from '../event-loop/time-slice';
import type { HttpAnswer } from '../http/message';
import type { SizedPage } from './page';

/** A page, and what the service called its state. */
interface CachedPage {
  readonly page: SizedPage;
  /** The headers that ask whether it has changed (RFC 9110, 13.1). */
  readonly conditions: Readonly<Record<string, string>>;
}

/** Bytes of JSON that all kept pages may have come from: the items of about 90,000 devices. */
const MAX_BYTES = 32 * 2 ** 20;

/**
 * Pages for which the service gave a validator, so that it can say 304 the next
 * time. What is kept is never what a flow gets, which may change it. Where there
 * is no room for all, those stay that were asked for last.
 */
export class PageCache {
  /** Those that were asked for last come last. */
  readonly #pages = new Map<string, CachedPage>();
  #bytes = 0;
  /** Exchanges whose answer was looked at: all who share one bring it. */
  readonly #exchanges = new WeakSet<object>();

  /** What there is to ask the service about; nothing where no page is kept. */
  find(url: URL): CachedPage | undefined {
    const kept = this.#pages.get(url.href);
    if (kept !== undefined) {
      this.#pages.delete(url.href);
      this.#pages.set(url.href, kept);
    }
    return kept;
  }

  /**
   * Keeps a copy of a page in place of the one that was there before, if its
   * answer has a validator. A page that has no room alone is not kept.
   */
  async keep(url: URL, { header, exchange }: HttpAnswer, page: SizedPage): Promise<void> {
    if (this.#exchanges.has(exchange)) return;
    this.#exchanges.add(exchange);
    this.#delete(url.href);
    const conditions = conditionsOf(header);
    if (conditions === undefined || page.bytes > MAX_BYTES) return;
    const copy = await copyPage(page);
    this.#delete(url.href);
    this.#pages.set(url.href, { conditions, page: copy });
    this.#bytes += page.bytes;
    for (const href of this.#pages.keys()) {
      if (this.#bytes <= MAX_BYTES) break;
      this.#delete(href);
    }
  }

  /** Forgets a page, unless another one has been kept in its place. */
  forget(url: URL, page: CachedPage | undefined): void {
    if (this.#pages.get(url.href) === page) this.#delete(url.href);
  }

  #delete(href: string): void {
    this.#bytes -= this.#pages.get(href)?.page.bytes ?? 0;
    this.#pages.delete(href);
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

/** Items that are copied at one go: a few milliseconds' work. */
const SLICE = 1_000;

/** A copy of parsed JSON that shares nothing with it. The event loop turns in between. */
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
