import type { Answer } from './answer';
import type { RecordedRequest } from './request-log';

/** Makes the proper answer to a request. */
export type Responder = (request: RecordedRequest) => Answer;

/** One of the services that share a simulator's server. */
export interface Service<Controls> {
  /** Its responders, by path; each is given the requests of every method. `/below/*` is for all paths below. */
  readonly routes: ReadonlyMap<string, Responder>;
  /**
   * What a test controls.
   *
   * @param origin Address of the server, without a slash at the end.
   */
  controls(origin: string): Controls;
}

/** The credentials that a service accepts at the moment. */
export class Credentials<Account extends object> {
  #current: Readonly<Account>;

  constructor(account: Readonly<Account>) {
    this.#current = account;
  }

  get current(): Readonly<Account> {
    return this.#current;
  }

  change(changes: Partial<Account>): void {
    this.#current = { ...this.#current, ...changes };
  }
}
