import { type AnswerChoice, kindOf } from '../http/answer-kind';
import { readBytes, writeJson } from '../http/body';
import { Allotment } from '../http/memory';
import type { Caller, HttpAnswer, Send } from '../http/message';
import { isConditional, mayRepeat, type RequestHeaders } from '../http/request-headers';
import type { Call } from '../layers/call-key';
import type { Path } from '../value-at';
import { BrokenLists, type ListReading } from './broken-lists';
import { Duplicates } from './duplicates';
import type { ListMode, OnChunk, SizedPage } from './page';
import { copyPage, PageCache } from './page-cache';
import { failed, ListTotal, type PagingOptions, pages } from './pages';
import {
  isStuckBySamePage,
  type PageRequest,
  type Paging,
  parameterOf,
  type ReadPage,
  USUAL_PAGING,
} from './paging';
import type { Batch } from './read-batches';
import { type FirstPage, readFirstPage, readPage } from './read-page';

/** Who wants a list, and how long it may take. */
export interface ReadCall extends Caller {
  /** Milliseconds that one request of this call may take, instead of the account's. */
  readonly timeout?: number | undefined;
  /** Whether the answer may be shared with those who ask for the same at the same moment; by default it is. */
  readonly isShared?: boolean | undefined;
}

/** The same, and how the list is to be passed on. */
export interface ReadListCall extends ReadCall {
  readonly mode: ListMode;
  /** Where an item has what identifies it, as `Duplicates` takes it. */
  readonly key?: Path | undefined;
  /** What the answers are read as; JSON by default. */
  readonly answer?: AnswerChoice | undefined;
  /** In addition to those of the account; names are written as `Content-Type` is. */
  readonly headers?: RequestHeaders | undefined;
  /** How its pages are read; as those of Django REST Framework by default. */
  readonly paging?: Paging | undefined;
  /** Whether a POST for a page may be sent again; a GET always may. */
  readonly repeatable?: boolean | undefined;
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
   * Passes a list on, chunk by chunk, to its end. A failed request is repeated only
   * if none of its items have been passed on.
   *
   * @param first what the first page is asked for with: a POST where there is a body
   * @throws {ServiceError} as readPage and pages.
   */
  async read(first: PageRequest, call: ReadListCall, onChunk: OnChunk): Promise<void> {
    const memory = call.memory ?? new Allotment();
    const { signal, headers } = call;
    const reading = this.#broken.reading({ ...written(first), headers, signal });
    await reading.begin();
    try {
      await this.#read(first, { ...call, memory }, reading, onChunk);
    } catch (error) {
      reading.fail(error);
      throw error;
    } finally {
      reading.end();
      if (call.memory === undefined) memory.shrinkTo(0);
    }
  }

  /** @param memory holds a complete list, page after page */
  async #read(
    first: PageRequest,
    {
      mode,
      key,
      paging = USUAL_PAGING,
      answer: choice,
      headers,
      repeatable,
      memory,
      observer,
      ...call
    }: ReadListCall & { readonly memory: Allotment },
    reading: ListReading,
    onChunk: OnChunk,
  ): Promise<void> {
    let isUnchanged = true;
    let isFirst = true;
    let after: object | undefined;
    const duplicates = new Duplicates(key);
    const { shape } = paging;
    const ask = async (request: PageRequest): Promise<SizedPage & ReadPage> => {
      const { url } = request;
      // A validator of the caller's own (`If-None-Match`) is not that of the cached page.
      const isKept = request.body === undefined && !request.isOnce && !isConditional(headers ?? {});
      const cacheKey = JSON.stringify([url.href, shape.items, headers]);
      const kept = isKept ? this.#kept.find(cacheKey) : undefined;
      let length = 0;
      const read = async (answer: HttpAnswer): Promise<SizedPage> => {
        after = answer.exchange;
        if (kept !== undefined && answer.status === 304) {
          // An answer that is not read to its end takes its connection with it.
          await readBytes(answer);
          answer.memory.take(kept.page.size);
          return copyPage(kept.page);
        }
        isUnchanged = false;
        const onBatch = async ({ items, form, isBare }: Batch): Promise<void> => {
          length += items.length;
          // The caller now gets a newer page than the cached one.
          this.#kept.forget(cacheKey, kept);
          if (!isBare) await duplicates.add(items);
          await onChunk({ items, form, isLast: false });
        };
        // A sign-in or waiting page (HTML) in the middle of a list is an error, not its last page.
        const isAny = isFirst || (choice !== undefined && kindOf(answer, choice) === 'jsonLines');
        const options = {
          choice: isAny ? choice : 'json',
          shape: isFirst ? shape : { ...shape, isLater: true },
        } as const;
        const page = await readPage(answer, mode, onBatch, options);
        // A page that was passed on in batches is not cached: it was never in memory as one.
        if (length === 0 && isKept) await this.#kept.keep(cacheKey, answer, page);
        return page;
      };
      const sent = { ...call, observer: reading.observe(observer), memory, repeatable, after };
      const page = await this.#send(sent, request, { ...headers, ...kept?.conditions }, read);
      isFirst = false;
      return { ...page, length: length + page.items.length };
    };
    const total = new ListTotal();
    for await (const page of pages(ask, first, paging, this.paging)) {
      const { items, isLast } = page;
      reading.arrive(isLast);
      total.add(page);
      if (!page.isBare) await duplicates.add(items, isLast);
      if (isStuckBySamePage(paging) && duplicates.isPageAgain) {
        throw failed('pageAgain', { parameter: parameterOf(paging) });
      }
      duplicates.endPage();
      const complete = isLast && {
        isUnchanged,
        total: total.value,
        ...(duplicates.count > 0 && { duplicates: duplicates.count }),
      };
      await onChunk({ items, form: page.form, isLast, ...complete });
      if (mode !== 'list') memory.give(page.size);
    }
  }

  /**
   * How a list begins, by one request.
   *
   * @throws {ServiceError} as readFirstPage.
   */
  firstPage(url: URL, { wanted = 0, ...call }: FirstPageCall): Promise<FirstPage> {
    return this.#send(call, { url }, {}, (answer) => readFirstPage(answer, wanted));
  }

  #send<T>(
    { timeout = this.timeout, repeatable = false, ...call }: SentCall,
    { url, body, isOnce = false }: PageRequest,
    headers: RequestHeaders,
    read: (answer: HttpAnswer) => Promise<T>,
  ): Promise<T> {
    const request = written({ url, body });
    return this.send({
      ...call,
      ...request,
      repeatable: !isOnce && mayRepeat(request.method, headers, repeatable),
      ...(isOnce && { isShared: false }),
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      timeout,
      read,
    });
  }
}

/** What a request for a page needs of a call. */
type SentCall = ReadCall &
  Pick<ReadListCall, 'repeatable'> & { readonly after?: object | undefined };

/** A POST where there is a body. */
function written({ url, body }: PageRequest): Call {
  if (body === undefined) return { method: 'GET', url };
  return { method: 'POST', url, body: writeJson(body, 'REQUEST_INVALID') };
}
