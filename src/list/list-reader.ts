import type { AnswerChoice } from '../http/answer-kind';
import { readBytes } from '../http/body';
import { Allotment } from '../http/memory';
import type { Caller, HttpAnswer, Send } from '../http/message';
import { isConditional, type RequestHeaders } from '../http/request-headers';
import type { Path } from '../value-at';
import { Duplicates } from './duplicates';
import type { ListMode, OnChunk, SizedPage } from './page';
import { copyPage, PageCache, type Place } from './page-cache';
import { ListTotal, type PagingOptions, pages } from './pages';
import type { Batch } from './read-batches';
import { type FirstPage, readFirstPage, readPage } from './read-page';

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
  /** What the answers are read as; JSON by default. */
  readonly answer?: AnswerChoice | undefined;
  /** In addition to those of the account; names are written as `Content-Type` is. */
  readonly headers?: RequestHeaders | undefined;
}

/** A call that wants no more than the beginning of a list. */
export interface FirstPageCall extends ReadCall {
  /** Items that are wanted at the most; none by default. */
  readonly wanted?: number;
}

/** Reads the lists of one account. */
export class ListReader {
  readonly #kept = new PageCache();

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
    { mode, key, answer: choice, headers, ...call }: ReadListCall,
    memory: Allotment,
    onChunk: OnChunk,
  ): Promise<void> {
    let isUnchanged = true;
    const duplicates = new Duplicates(key);
    const ask = (url: URL): Promise<SizedPage> => {
      const place = placeOf(url, headers);
      const kept = place && this.#kept.find(place);
      const sent = { ...headers, ...kept?.conditions };
      return this.#get({ ...call, memory }, url, sent, async (answer) => {
        if (kept !== undefined && answer.status === 304) {
          // An answer that is not read to its end takes its connection with it.
          await readBytes(answer);
          answer.memory.take(kept.page.size);
          return copyPage(kept.page);
        }
        isUnchanged = false;
        let isOneChunk = true;
        const passOn = async ({ items, form, isBare }: Batch): Promise<void> => {
          isOneChunk = false;
          // Flows get something newer now than what is kept.
          if (place) this.#kept.forget(place, kept);
          if (!isBare) await duplicates.add(items);
          await onChunk({ items, form, isLast: false });
        };
        const page = await readPage(answer, mode, passOn, choice);
        // Of a long list, nothing is kept that was not in hand anyway.
        if (place && isOneChunk) await this.#kept.keep(place, answer, page);
        return page;
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
      await onChunk({ items: page.items, form: page.form, isLast, ...complete });
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
    headers: RequestHeaders | undefined,
    read: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    return this.send({ ...caller, method: 'GET', url, headers, timeout, read });
  }
}

/** Where a page is kept that is asked for with these headers; nowhere where they name a state already. */
function placeOf(url: URL, headers: RequestHeaders = {}): Place | undefined {
  if (isConditional(headers)) return undefined;
  const isPlain = Object.keys(headers).length === 0;
  return isPlain ? url : { href: `${url.href} ${JSON.stringify(headers)}` };
}
