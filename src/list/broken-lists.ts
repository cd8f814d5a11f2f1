import { ServiceError } from '../errors';

/** Lists that are remembered. */
const MAX_LISTS = 100;

/**
 * Lists whose later pages cannot be read at the moment: their first pages, which can, are not
 * to be asked for in vain.
 */
export class BrokenLists {
  /** By what the first page is asked for with; times are those of `performance.now`. */
  readonly #lists = new Map<string, { readonly error: ServiceError; readonly until: number }>();

  /** @throws {ServiceError} what the list failed with, until another request is sent */
  assertReadable(first: string): void {
    const list = this.#lists.get(first);
    if (list === undefined) return;
    const left = Math.ceil((list.until - performance.now()) / 1_000);
    if (left > 0) throw list.error.with({ retryAfter: left });
    this.#lists.delete(first);
  }

  /** Takes note of what a later page failed with, where that is not asked for again at once. */
  add(first: string, error: unknown): void {
    if (!(error instanceof ServiceError) || error.facts.retryAfter === undefined) return;
    const [oldest] = this.#lists.keys();
    if (oldest !== undefined && this.#lists.size >= MAX_LISTS) this.#lists.delete(oldest);
    this.#lists.set(first, { error, until: performance.now() + error.facts.retryAfter * 1_000 });
  }
}
