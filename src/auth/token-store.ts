import type { Tokens } from './tokens';

/** Keeps the tokens of one account over a restart. */
export interface TokenStore {
  /** What was kept, or nothing; never fails, because a sign-in replaces what cannot be read. */
  load(): Promise<Tokens | undefined>;
  /** Keeps these tokens in place of those before. Never fails: tokens also work when not kept. */
  save(tokens: Tokens): Promise<void>;
}

/** For accounts that are not to leave a trace: every start signs in anew. */
export const NO_STORE: TokenStore = {
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve(),
};
