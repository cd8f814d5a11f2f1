import type { AccountState, Session } from '../../../src/auth/account';
import type { Client } from './service-node';

/** The service of an account: opened at its first use, also after it was closed. */
export class OpenService<Service extends Client> {
  #service: Service | undefined;

  /** @param open throws a `ServiceError` where the account is not set up right */
  constructor(private readonly open: () => Service) {}

  /** @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING */
  get(): Service {
    return (this.#service ??= this.open());
  }

  /** What it has done since it was opened; nothing before its first use. */
  state(): AccountState | undefined {
    return this.#service?.state();
  }

  /** Its session; nothing where the account is not set up right, which is reported when the node is used. */
  session(): Session | undefined {
    try {
      return this.get().session;
    } catch {
      return undefined;
    }
  }

  /**
   * Closes it, if it is open.
   *
   * @param reason what calls that are on their way fail with
   * @returns its session, which stays open
   */
  async close(reason?: Error): Promise<Session | undefined> {
    const closing = this.#service;
    this.#service = undefined;
    await closing?.close(reason);
    return closing?.session;
  }
}
