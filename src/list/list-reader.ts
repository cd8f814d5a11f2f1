import { readText } from '../http/body';
import { Allotment } from '../http/memory';
import type { Caller, HttpAnswer, Send } from '../http/message';
import type { Path } from '../value-at';
import { BrokenLists } from './broken-lists';
import { Duplicates } from './duplicates';
import type { OnChunk, SizedPage } from './page';
import { copyPage, PageCache } from './page-cache';
import { ListTotal, type PagingOptions, pages } from './pages';
import { type FirstPage, type ListMode, readFirstPage, readPage } from './read-page';

/** Who wants a list, and how long it may take. */
export interface ReadCall extends Caller {
  /** Milliseconds that one request of this call may take, instead of the account's. */
  readonly timeout?: number | undefined;
  /** Whether the answer may be shared with those who ask for the same at the same moment; by default it is. */
  readonly isShared?: boolean | undefined;
}

/** The same, and how the list is to be handed on. */
export interface ReadListCall extends ReadCall {
  readonly mode: ListMode;
  /** Where an item has what identifies it, as `Duplicates` takes it. */
  readonly key?: Path | undefined;
}

/** A call that wants no more than the beginning of a list. */
export interface FirstPageCall extends ReadCall {
  /** Items that are wanted at the most; none by default. */
  readonly wanted?: number;
}

/** Reads the lists of one account. */
export class ListReader {
  readonly #kept = new PageCache();
  readonly #broken = new BrokenLists();

  /** @param timeout milliseconds that one request may take */
  constructor(
    private readonly send: Send,
    private readonly timeout: number,
    private readonly paging: PagingOptions = {},
  ) {}

  /**
   * Hands a list on, chunk by chunk, to its end. A failure is repeated only
   * where it costs nothing that was handed on.
   *
   * @throws {ServiceError} as readPage and pages.
   */
  async read(first: URL, call: ReadListCall, onChunk: OnChunk): Promise<void> {
    if (call.memory !== undefined) return this.#read(first, call, call.memory, onChunk);
    const memory = new Allotment();
    try {
      await this.#read(first, call, memory, onChunk);
    } finally {
      memory.shrinkTo(0);
    }
  }

  /** @param memory holds a complete list, page after page */
  async #read(
    first: URL,
    { mode, key, ...call }: ReadListCall,
    memory: Allotment,
    onChunk: OnChunk,
  ): Promise<void> {
    this.#broken.assertReadable(first);
    let isUnchanged = true;
    const duplicates = new Duplicates(key);
    const ask = (url: URL): Promise<SizedPage> => {
      const kept = this.#kept.find(url);
      return this.#get({ ...call, memory }, url, kept?.conditions, async (answer) => {
        if (kept !== undefined && answer.status === 304) {
          // An answer that is not read to its end takes its connection with it.
          await readText(answer);
          answer.memory.take(kept.page.size);
          return copyPage(kept.page);
        }
        isUnchanged = false;
        let isOneChunk = true;
        const read = await readPage(answer, mode, async ({ items, isBare }) => {
          isOneChunk = false;
          // Flows get something newer now than what is kept.
          this.#kept.forget(url, kept);
          if (!isBare) await duplicates.add(items);
          await onChunk({ items, isLast: false });
        });
        // Of a long list, nothing is kept that was not in hand anyway.
        if (isOneChunk) await this.#kept.keep(url, answer, read);
        return read;
      }).catch((error: unknown) => {
        if (url !== first) this.#broken.add(first, error);
        throw error;
      });
    };
    const total = new ListTotal();
    for await (const page of pages(ask, first, this.paging)) {
      total.add(page);
      const isLast = page.next === undefined;
      if (!page.isBare) await duplicates.add(page.items);
      duplicates.endPage();
      const complete = isLast && {
        isUnchanged,
        total: total.value,
        ...(duplicates.count > 0 && { duplicates: duplicates.count }),
      };
      await onChunk({ items: page.items, isLast, ...complete });
      if (mode !== 'list') memory.give(page.size);
    }
  }

  /**
   * How a list begins, by one request.
   *
   * @throws {ServiceError} as readFirstPage.
   */
  firstPage(url: URL, { wanted = 0, ...call }: FirstPageCall): Promise<FirstPage> {
    return this.#get(call, url, undefined, (answer) => readFirstPage(answer, wanted));
  }

  #get<T>(
    { timeout = this.timeout, ...caller }: ReadCall,
    url: URL,
    headers: Readonly<Record<string, string>> | undefined,
    read: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    return this.send({ ...caller, method: 'GET', url, headers, timeout, read });
  }
}
