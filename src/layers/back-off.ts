import { abortable } from '../abort';
import { ServiceError } from '../errors';
import type { Caller, HttpAnswer, HttpRequest, Send } from '../http/message';
import { type Blame, blameOf } from './blame';
import type { Call } from './call-key';
import { type CircuitBreaker, CircuitBreakers } from './circuit-breakers';
import { Trial } from './trial';

/**
 * A layer that repeats calls, and backs off from what keeps failing: a call, a path or the
 * service. After that, one call at a time is sent as a trial, and the others wait for its outcome.
 * In the pauses between trials nothing is sent: a call fails immediately with the same error.
 *
 * @param repeat makes the layer that repeats a call
 */
export function backOff(
  send: Send,
  repeat: (send: Send) => Send,
  blame: (error: ServiceError) => Blame | undefined = blameOf,
): Send {
  const breakers = new CircuitBreakers();
  return async (request) => {
    const call = new GuardedCall(request, breakers);
    const attempt: Send = async (each) => {
      for (;;) {
        await call.admit();
        try {
          return await send(call.watch(each));
        } catch (error) {
          if (error instanceof Overtaken) continue;
          if (!(error instanceof ServiceError)) throw error;
          const reason = blame(error);
          if (reason === undefined) throw error;
          throw call.fail(error, reason);
        }
      }
    };
    try {
      const result = await repeat(attempt)(request);
      call.succeed();
      return result;
    } finally {
      call.end();
    }
  };
}

/** Milliseconds from its start for which a failed call can delay others: a poll each minute is never delayed. */
const LONGEST = 45_000;

/**
 * A call that sends no request that is known to fail, and none while another call's trial is in
 * progress. Each request has to be admitted: it is sent immediately, waits for the outcome of the
 * trial, or fails with the trial's error. `CircuitBreakers` counts the failures of all calls.
 */
export class GuardedCall {
  readonly #begunAt = performance.now();
  /** Its trial, where it makes one. */
  #trial: Trial | undefined;
  /** Whether it was known to fail before the first request. */
  #isKnown: boolean | undefined;
  #hasFailed = false;
  #sentAt = 0;

  constructor(
    private readonly request: Call & Pick<Caller, 'signal'>,
    private readonly breakers: CircuitBreakers,
  ) {}

  /**
   * Resolves when it may be sent.
   *
   * @throws {ServiceError} the failure that is the reason why it is not
   */
  async admit(): Promise<void> {
    this.#hasFailed = false;
    for (;;) {
      const breaker = this.breakers.of(this.request);
      const other = breaker && this.#otherTrialOf(breaker);
      if (breaker === undefined || other === undefined) {
        if (breaker?.isOpen) throw breaker.failure;
        this.#isKnown ??= breaker !== undefined;
        if (breaker !== undefined) this.#tryFor(breaker);
        this.#sentAt = this.breakers.now();
        return;
      }
      const isFailed = await abortable(other.ended, this.request.signal);
      if (isFailed) throw breaker.failure;
    }
  }

  /** The request of an attempt, which is not sent if another call fails while it waits in the queue. */
  watch<T>(attempt: HttpRequest<T>): HttpRequest<T> {
    const onPlace = (): void => {
      this.#sentAt = this.breakers.now();
      const breaker = this.breakers.of(this.request);
      const { trial } = breaker ?? {};
      if (breaker === undefined || (trial !== undefined && trial === this.#trial)) return;
      if (breaker.isOpen || trial !== undefined) throw new Overtaken();
      this.#tryFor(breaker);
    };
    const read = (answer: HttpAnswer): Promise<T> => {
      this.#trial?.begin(answer);
      return attempt.read(answer);
    };
    return { ...attempt, onPlace, read };
  }

  /** Records a failure. The returned error says whether and when to repeat the call. */
  fail(error: ServiceError, blame: Blame): ServiceError {
    const longest = Math.max(0, this.#begunAt + LONGEST - performance.now());
    this.breakers.recordFailure(this.request, error, blame, this.#sentAt, longest);
    this.#sentAt = this.breakers.now();
    this.#hasFailed = true;
    const breaker = this.breakers.of(this.request);
    if (breaker !== undefined && this.#otherTrialOf(breaker) === undefined) this.#tryFor(breaker);
    const marks = this.#isKnown ? ({ retriesSpent: true } as const) : {};
    return error.with({ retryAfter: breaker?.secondsLeft }, marks);
  }

  /** The call succeeded: those that wait for it continue, and earlier failures in a row are forgotten. */
  succeed(): void {
    this.#hasFailed = false;
    this.breakers.recordSuccess(this.request);
    this.#trial?.end();
  }

  /** Ends its trial, if it has one, with its last failure, if there is one. */
  end(): void {
    this.#trial?.end(this.#hasFailed);
  }

  #otherTrialOf({ trial }: CircuitBreaker): Trial | undefined {
    return trial === this.#trial ? undefined : trial;
  }

  #tryFor(breaker: CircuitBreaker): void {
    if (this.#trial === undefined || this.#trial.isOver) this.#trial = new Trial();
    breaker.trial = this.#trial;
  }
}

/** Something failed while a call waited in the queue. */
class Overtaken extends Error {}
