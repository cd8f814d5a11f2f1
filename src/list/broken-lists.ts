import { ServiceError } from '../errors';

/** Lists that are remembered. */
const MAX_LISTS = 100;

/**
 * Lists whose later pages cannot be read at the moment: their first pages, which can, are not
 * to be asked for in vain.
 */
export class BrokenLists {
  /** By the address of the first page; times are those of `performance.now`. */
  readonly #lists = new Map<string, { readonly error: ServiceError; readonly until: number }>();

  /** @throws {ServiceError} what the list failed with, until another request is sent */
  assertReadable({ href }: URL): void {
    const list = this.#lists.get(href);
    if (list === undefined) return;
    const left = Math.ceil((list.until - performance.now()) / 1_000);
    if (left > 0) throw list.error.with({ retryAfter: left });
    this.#lists.delete(href);
  }

  /** Takes note of what a later page failed with, where that is not asked for again at once. */
  add({ href }: URL, error: unknown): void {
    if (!(error instanceof ServiceError) || error.facts.retryAfter === undefined) return;
    const [oldest] = this.#lists.keys();
    if (oldest !== undefined && this.#lists.size >= MAX_LISTS) this.#lists.delete(oldest);
    this.#lists.set(href, { error, until: performance.now() + error.facts.retryAfter * 1_000 });
  }
}
