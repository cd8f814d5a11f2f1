import { randomUUID } from 'node:crypto';
import type { Pair } from './protocol';

/** A server's side of one account: pairs of tokens in a row, of which only the last is good. */
export class Rotation {
  readonly #pairs: Pair[] = [];
  signIns = 0;

  /** Answers a token request; nothing for a refresh token that is used. */
  answer(refreshToken: string | undefined): Pair | undefined {
    if (refreshToken === undefined) this.signIns++;
    else if (this.#pairs.at(-1)?.refreshToken !== refreshToken) return undefined;
    const pair = { accessToken: randomUUID(), refreshToken: randomUUID() };
    this.#pairs.push(pair);
    return pair;
  }

  /** How many pairs were issued. */
  get length(): number {
    return this.#pairs.length;
  }

  /** The place of an access token in the row, from 0; -1 where it was never issued. */
  indexOf(accessToken: string): number {
    return this.#pairs.findIndex((pair) => pair.accessToken === accessToken);
  }
}
