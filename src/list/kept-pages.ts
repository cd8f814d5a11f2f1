import type { HttpAnswer } from '../http/message';
import { copyItems } from './copy-items';
import type { Page } from './page';

/** A page, and what the service called its state. */
interface KeptPage {
  readonly page: Page;
  /** The headers that ask whether it has changed (RFC 9110, 13.1). */
  readonly conditions: Readonly<Record<string, string>>;
}

/** Lists that are kept at the most; the one that was kept first goes first. */
const MAX_PAGES = 32;

/**
 * Pages for which the service gave a validator, so that it can say 304 the next
 * time. What is kept is never what a flow gets, which may change it.
 */
export class KeptPages {
  readonly #pages = new Map<string, KeptPage>();

  /** The headers for a request of this URL; none where nothing is kept. */
  find(url: URL): KeptPage | undefined {
    return this.#pages.get(url.href);
  }

  /** Keeps a copy of a page, if its answer has a validator. */
  async keep(url: URL, { header }: HttpAnswer, page: Page): Promise<void> {
    const conditions = conditionsOf(header);
    const before = this.#pages.get(url.href);
    // Others who shared the answer may have kept it.
    if (JSON.stringify(before?.conditions) === JSON.stringify(conditions)) return;
    this.#pages.delete(url.href);
    if (conditions === undefined) return;
    this.#pages.set(url.href, { conditions, page: await copyPage(page) });
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > MAX_PAGES && oldest !== undefined) this.#pages.delete(oldest);
  }
}

/** A page that shares nothing with this one. */
export async function copyPage(page: Page): Promise<Page> {
  return { ...page, items: await copyItems(page.items) };
}

function conditionsOf(header: HttpAnswer['header']): KeptPage['conditions'] | undefined {
  const [tag, date] = [header('etag'), header('last-modified')];
  if (/\bno-store\b/i.test(header('cache-control') ?? '')) return undefined;
  if (tag === undefined && date === undefined) return undefined;
  return {
    ...(tag !== undefined && { 'If-None-Match': tag }),
    ...(date !== undefined && { 'If-Modified-Since': date }),
  };
}
