import { readFile } from 'node:fs/promises';
import { errorCodeOf } from '../redact';
import { replaceFile } from './atomic-file';
import { createSeal, type Seal, saltOf } from './seal';
import { isTokens, type Tokens } from './tokens';

export interface TokenFileOptions {
  /** Where the tokens are kept; its folder is made when it is missing. */
  readonly path: string;
  /** What only the owner of the account knows; the key of the file is derived from it. */
  readonly secrets: readonly string[];
  /** Told once, with a system error code, when the file cannot be written. */
  readonly onProblem: (code: string) => void;
}

/** Keeps tokens in an encrypted file, as `replaceFile` writes it. */
export function createTokenFile({ path, secrets, onProblem }: TokenFileOptions): TokenStore {
  let seal: Seal | undefined;
  let reported = false;
  return {
    async load() {
      try {
        const content = await readFile(path);
        seal = await createSeal(secrets, saltOf(content));
        return parse(seal.open(content));
      } catch {
        return undefined;
      }
    },
    async save(tokens) {
      try {
        seal ??= await createSeal(secrets);
        await replaceFile(path, seal.close(JSON.stringify(tokens)));
        reported = false;
      } catch (error) {
        if (!reported) onProblem(errorCodeOf(error) ?? 'UNKNOWN');
        reported = true;
      }
    },
  };
}

function parse(text: string | undefined): Tokens | undefined {
  const value: unknown = JSON.parse(text ?? 'null');
  return isTokens(value) ? value : undefined;
}

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
