import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCodeOf } from '../redact';
import { createSeal, type Seal, saltOf } from './seal';
import type { TokenStore } from './token-store';
import { isTokens, type Tokens } from './tokens';

export interface TokenFileOptions {
  /** Where the tokens are kept; its folder is made when it is missing. */
  readonly path: string;
  /** What only the owner of the account knows; the key of the file is derived from it. */
  readonly secrets: readonly string[];
  /** Told once, with a system error code, when the file cannot be written. */
  readonly onProblem: (code: string) => void;
}

/**
 * Keeps tokens in an encrypted file of mode 0600. It is replaced by a rename,
 * so that a process that dies at any moment leaves the old file or the new one.
 */
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
        await replace(path, seal.close(JSON.stringify(tokens)));
        reported = false;
      } catch (error) {
        if (!reported) onProblem(errorCodeOf(error) ?? 'UNKNOWN');
        reported = true;
      }
    },
  };
}

/** Forgets what is kept in a file. */
export async function removeTokenFile(path: string): Promise<void> {
  await Promise.all([path, temporary(path)].map((file) => rm(file, { force: true })));
}

/** One writer at a time uses it. */
function temporary(path: string): string {
  return `${path}.new`;
}

async function replace(path: string, content: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  // What a dead process left there is not written into: it may have another mode, or be a link.
  await rm(temporary(path), { force: true });
  const file = await open(temporary(path), 'wx', 0o600);
  try {
    await file.writeFile(content);
    // Without it, a power cut could leave the new name with nothing behind it.
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary(path), path);
}

function parse(text: string | undefined): Tokens | undefined {
  const value: unknown = JSON.parse(text ?? 'null');
  return isTokens(value) ? value : undefined;
}
