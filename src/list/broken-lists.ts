import { type ErrorCode, ServiceError } from '../errors';
import type { Caller, HttpObserver } from '../http/message';
import { GuardedCall } from '../layers/back-off';
import { blameOf } from '../layers/blame';
import { type Call, callKey } from '../layers/call-key';
import { CircuitBreakers } from '../layers/circuit-breakers';
import { LatestMap } from '../layers/latest-map';

/** Each attempt costs two requests at the least. */
const PAUSE = { first: 10_000, factor: 2, longest: 45_000 };

/** Failures that the account handles in its own way; for a list they are failures like any other. */
const FAILURES: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'PAGING_INVALID',
]);

/** Lists of which it is known where they broke off. */
const MAX_LISTS = 100;

/**
 * Lists whose first pages arrive and a later one fails. The account backs off from the page that
 * fails, but the pages before it would be requested for nothing. So the reading of a complete list
 * also counts as a call that is backed off from.
 */
export class BrokenLists {
  readonly #breakers = new CircuitBreakers(PAUSE);
  /** By list, how many pages arrived before the failure. */
  readonly #pages = new LatestMap<number>(MAX_LISTS);

  /** @param first what the first page is asked for with */
  reading(first: Call & Pick<Caller, 'signal'>): ListReading {
    return new ListReading(new GuardedCall(first, this.#breakers), first, this.#pages);
  }
}

/** One reading of a list. */
export class ListReading {
  #arrived = 0;

  constructor(
    private readonly call: GuardedCall,
    private readonly first: Call,
    private readonly pages: Map<string, number>,
  ) {}

  /**
   * Resolves when it may begin.
   *
   * @throws {ServiceError} what the list failed with, until it is read again
   */
  begin(): Promise<void> {
    return this.call.admit();
  }

  /** Watches for the failures after which a later page is requested again. */
  observe(observer: HttpObserver | undefined): HttpObserver {
    return {
      ...observer,
      onWait: (seconds, error) => {
        this.fail(error);
        observer?.onWait?.(seconds, error);
      },
    };
  }

  /** A page has arrived. */
  arrive(isLast: boolean): void {
    this.#arrived++;
    if (this.pages.size === 0) return;
    const key = callKey(this.first);
    const broken = this.pages.get(key);
    if (broken === undefined || (this.#arrived <= broken && !isLast)) return;
    this.pages.delete(key);
    this.call.succeed();
  }

  /** A failure of the first page is that of a call, and does not count for the list. */
  fail(error: unknown): void {
    if (this.#arrived === 0 || !(error instanceof ServiceError) || !isOfList(error)) return;
    this.pages.set(callKey(this.first), this.#arrived);
    this.call.fail(error, 'call');
  }

  end(): void {
    this.call.end();
  }
}

/** Whether it is the service's, rather than the caller's. */
function isOfList(error: ServiceError): boolean {
  const { code, facts } = error;
  return facts.retryAfter !== undefined || FAILURES.has(code) || blameOf(error) !== undefined;
}
