import { errorCodeOf } from '../redact';
import { readKeptFile, replaceFile } from './atomic-file';
import { createSeal, type Seal, saltOf } from './seal';
import { isTokens, type Tokens } from './tokens';

export interface TokenFileOptions {
  /** Where the tokens are kept; its folder is made when it is missing. */
  readonly path: string;
  /** What only the owner of the account knows; the key of the file is derived from it. */
  readonly secrets: readonly string[];
  /** Told once, with a system error code, when the file cannot be written, or the disk hangs. */
  readonly onProblem: (code: string) => void;
}

/** Keeps tokens in an encrypted file, as `replaceFile` writes it. */
export function createTokenFile({ path, secrets, onProblem }: TokenFileOptions): TokenStore {
  let seal: Seal | undefined;
  let reported = false;
  const report = (code: string): void => {
    if (!reported) onProblem(code);
    reported = true;
  };
  return {
    async load() {
      try {
        const content = await readKeptFile(path);
        seal = await createSeal(secrets, saltOf(content));
        return parse(seal.open(content));
      } catch (error) {
        // Whatever else is wrong with the file, the next one replaces it.
        if (errorCodeOf(error) === 'ETIMEDOUT') report('ETIMEDOUT');
        return undefined;
      }
    },
    async save(tokens) {
      try {
        seal ??= await createSeal(secrets);
        await replaceFile(path, seal.close(JSON.stringify(tokens)));
        reported = false;
      } catch (error) {
        report(errorCodeOf(error) ?? 'UNKNOWN');
      }
    },
  };
}

function parse(text: string | undefined): Tokens | undefined {
  const value: unknown = JSON.parse(text ?? 'null');
  return isTokens(value) ? value : undefined;
}

/** Keeps the tokens of one account over a restart. What it does takes a few seconds at the most. */
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
