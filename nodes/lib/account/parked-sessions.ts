import type { Session } from '../../../src/auth/account';

/**
 * Sessions of nodes that were closed. Node-RED does not say why a node closes: it may
 * be a restart, a deploy of something else, or other credentials for the account. So a
 * session waits here for the node that takes the place, which goes on with it or ends
 * it. Where Node-RED itself ends, nobody comes, and the session goes on with the tokens
 * that are kept.
 */
export class ParkedSessions {
  readonly #parked = new Map<string, Session>();

  /** @param key what a node and its successor have in common */
  park(key: string, session: Session): void {
    this.#parked.set(key, session);
  }

  /**
   * Lets a new node take the place of the one before, if there was one.
   *
   * @param open gives its session, or nothing where it is not set up right
   * @returns resolves when a session that nobody goes on with has ended; never fails
   */
  async takeOver(key: string, open: () => Session | undefined): Promise<void> {
    const previous = this.#parked.get(key);
    if (previous === undefined) return;
    this.#parked.delete(key);
    const session = open();
    await (session === undefined ? previous.end() : session.succeed(previous));
  }
}
