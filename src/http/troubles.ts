import type { ServiceError } from '../errors';
import type { Blame } from './blame';
import { callKey, pathKey, subjectKey } from './call-key';
import type { HttpRequest } from './message';
import { Trouble } from './trouble';

type Request = HttpRequest<unknown>;

/** Keys that are remembered. */
const MAX_KNOWN = 100;

/** What has been failing of an account: single calls, paths, or the service. */
export class Troubles {
  readonly #calls = new Known(callKey);
  readonly #paths = new Known(pathKey);
  readonly #service = new Known(() => '');
  #events = 0;

  /** A number that is greater than all before: much happens in the same millisecond. */
  now(): number {
    return ++this.#events;
  }

  /** The trouble that this request would meet, the widest first. */
  of(request: Request): Trouble | undefined {
    return [this.#service, this.#paths, this.#calls]
      .map((known) => known.find(request))
      .find((trouble) => trouble?.isActive);
  }

  /**
   * @param sentAt when it was sent, by `now`
   * @param longest milliseconds that nothing is sent after this at the most
   */
  add(request: Request, error: ServiceError, blame: Blame, sentAt: number, longest: number): void {
    const span = { sentAt, failedAt: this.now() };
    if (blame === 'service') {
      this.#service.at(request, error).add(error, undefined, span, longest);
      return;
    }
    this.#calls.at(request, error).add(error, undefined, span, longest);
    if (blame === 'either') {
      this.#paths.at(request, error).add(error, callKey(request), span, longest);
      this.#service.at(request, error).add(error, subjectKey(request), span, longest);
    } else {
      this.#paths.forget(request);
      this.#service.forget(request);
    }
  }

  /** The service has answered this request as it should. */
  forget(request: Request): void {
    for (const known of [this.#service, this.#paths, this.#calls]) known.forget(request);
  }
}

/** The latest troubles of one kind. */
class Known {
  readonly #troubles = new Map<string, Trouble>();

  constructor(private readonly keyOf: (request: Request) => string) {}

  find(request: Request): Trouble | undefined {
    return this.#troubles.size === 0 ? undefined : this.#troubles.get(this.keyOf(request));
  }

  /** The trouble that a failure is part of. */
  at(request: Request, error: ServiceError): Trouble {
    const key = this.keyOf(request);
    const found = this.#troubles.get(key);
    const trouble = found === undefined || found.isForgotten ? new Trouble(error) : found;
    this.#troubles.delete(key);
    const [oldest] = this.#troubles.keys();
    if (oldest !== undefined && this.#troubles.size >= MAX_KNOWN) this.#troubles.delete(oldest);
    this.#troubles.set(key, trouble);
    return trouble;
  }

  forget(request: Request): void {
    const trouble = this.find(request);
    if (trouble === undefined) return;
    // Who waits for the one that tries need not wait any longer.
    trouble.trial?.end();
    this.#troubles.delete(this.keyOf(request));
  }
}
