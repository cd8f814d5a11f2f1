import { type ErrorCode, ServiceError } from '../errors';
import type { Caller, HttpObserver } from '../http/message';
import { PatientCall } from '../layers/back-off';
import { blameOf } from '../layers/blame';
import { type Call, callKey } from '../layers/call-key';
import { LatestMap } from '../layers/latest-map';
import { Troubles } from '../layers/troubles';

/** Each attempt costs two requests at the least. */
const PAUSE = { first: 10_000, factor: 2, longest: 45_000 };

/** What has a meaning of its own for an account; for a list it is a failure like any other. */
const FAILURES: ReadonlySet<ErrorCode> = new Set([
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'PAGING_INVALID',
]);

/** Lists of which it is known where they broke off. */
const MAX_LISTS = 100;

/**
 * Lists that begin well and cannot be read to their ends. The account backs off from the page
 * that fails, but the pages before it would be asked for in vain. So the reading of a list is
 * a call, too, that is backed off from.
 */
export class BrokenLists {
  readonly #troubles = new Troubles(PAUSE);
  /** How many pages could be read, by the list. */
  readonly #pages = new LatestMap<number>(MAX_LISTS);

  /** @param first what the first page is asked for with */
  reading(first: Call & Pick<Caller, 'signal'>): ListReading {
    return new ListReading(new PatientCall(first, this.#troubles), callKey(first), this.#pages);
  }
}

/** One reading of a list. */
export class ListReading {
  #arrived = 0;

  constructor(
    private readonly call: PatientCall,
    private readonly key: string,
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

  /** Hears why a later page is asked for again. */
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
    const broken = this.pages.get(this.key);
    if (broken === undefined || (this.#arrived <= broken && !isLast)) return;
    this.pages.delete(this.key);
    this.call.succeed();
  }

  /** What its first page fails with is no matter of the list. */
  fail(error: unknown): void {
    if (this.#arrived === 0 || !(error instanceof ServiceError) || !isOfList(error)) return;
    this.pages.set(this.key, this.#arrived);
    this.call.fail(error, 'call');
  }

  end(): void {
    this.call.end();
  }
}

/** Whether it is the service's, rather than the flow's that takes the list. */
function isOfList(error: ServiceError): boolean {
  const { code, facts } = error;
  return facts.retryAfter !== undefined || FAILURES.has(code) || blameOf(error) !== undefined;
}
