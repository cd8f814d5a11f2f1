import { asRecord } from '../json-value';
import { errorCodeOf } from '../redact';
import { type KeptFile, readKeptFile, removeFile, replaceFile } from './atomic-file';
import { type KeptPause, readKeptPause } from './pause';
import { createSeal, isAsStrong, type Seal, type Strength, saltOf, strengthOf } from './seal';
import { isTokens, type Tokens } from './tokens';

export interface TokenFileOptions {
  /** Where they are kept; its folder is made when it is missing. */
  readonly file: KeptFile;
  /** What only the owner of the account knows; the key of the file is derived from it. */
  readonly secrets: readonly string[];
  /** Whether all of them may be guessed, because people chose them. */
  readonly strength?: Strength | undefined;
  /**
   * Reported once, with a system error code, when the file cannot be read or written, or the disk
   * hangs; with FOLDER_OPEN where it is written, and others can look into its folder.
   */
  readonly onProblem: (code: string) => void;
}

/** Keeps tokens and pauses in an encrypted file, as `replaceFile` writes it. */
export function createTokenFile({
  file,
  secrets,
  strength = 'secret',
  onProblem,
}: TokenFileOptions): TokenStore {
  let seal: Seal | undefined;
  let reported = false;
  const report = (code: string): void => {
    if (!reported) onProblem(code);
    reported = true;
  };
  return {
    async load() {
      try {
        const content = await readKeptFile(file);
        const written = strengthOf(content) ?? strength;
        const opening = await createSeal(secrets, { salt: saltOf(content), strength: written });
        // What is written next gets a key of its own where this one is weaker than it has to be.
        if (isAsStrong(written, strength)) seal = opening;
        return parse(opening.open(content));
      } catch (error) {
        const code = errorCodeOf(error);
        // Whatever else is wrong with the content, the next one replaces it.
        if (code !== undefined && !IGNORED.has(code)) report(code);
        return {};
      }
    },
    async save(kept) {
      try {
        if (kept.tokens === undefined && kept.pause === undefined) {
          await removeFile(file);
        } else {
          seal ??= await createSeal(secrets, { strength });
          await replaceFile(file, seal.close(JSON.stringify(kept)));
        }
        reported = false;
      } catch (error) {
        report(errorCodeOf(error) ?? 'UNKNOWN');
      }
    },
  };
}

/** There is no file yet, or the file is too long to be a token file. */
const IGNORED: ReadonlySet<string> = new Set(['ENOENT', 'EFBIG']);

/** Before there was anything else to keep, the tokens were alone in the file. */
function parse(text: string | undefined): Kept {
  const value: unknown = JSON.parse(text ?? 'null');
  if (isTokens(value)) return { tokens: value };
  const { tokens, pause } = asRecord(value);
  return { tokens: isTokens(tokens) ? tokens : undefined, pause: readKeptPause(pause) };
}

/** What outlasts a restart. */
export interface Kept {
  readonly tokens?: Tokens | undefined;
  /** Until when the credentials are not shown again, so that a restart is not another attempt. */
  readonly pause?: KeptPause | undefined;
}

/** Keeps what is known of one account over a restart. What it does takes a few seconds at the most. */
export interface TokenStore {
  /** What was kept under the same credentials; never fails, because a sign-in replaces what cannot be read. */
  load(): Promise<Kept>;
  /** Keeps this in place of what was before. Never fails: tokens also work when not kept. */
  save(kept: Kept): Promise<void>;
}

/** For accounts that must not leave a trace: each start signs in again. */
export const NO_STORE: TokenStore = {
  load: () => Promise.resolve({}),
  save: () => Promise.resolve(),
};
