import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FormerFile, KeptFile } from './atomic-file';
import type { FileLabel } from './file-label';

/** The files of one account. */
export interface AccountFiles {
  /** Its tokens, or a pause. */
  readonly tokens: KeptFile;
  /** A changed password, until the account is opened again with it. */
  readonly password: KeptFile;
}

/** Characters of a shortened name; others are shorter. File systems take 255 bytes. */
const SHORTENED = 150;

/** Characters of a name before version 1.0, which could have `.password.new` behind it. */
const LONGEST_FORMER = 255 - '.password.new'.length;

/** What the names begin with now. An id that begins so has no file of before: it would be another account's. */
const PREFIXES = ['tokens-', 'password-', 'new-'] as const;
const [TOKENS, PASSWORD] = PREFIXES;

/** Half of a surrogate pair, which JSON may hold, and UTF-8 not. */
const HALF_PAIR = /\p{Cs}/u;

/** How sealed files begin, and their base64 in notes: what begins otherwise is not taken over. */
const HEAD = 'inode1';
const NOTE_HEAD = Buffer.from(HEAD).toString('base64');

/**
 * The files of an account in a folder. Each begins with what it is for, so that ids such as
 * `..` or `x.new` name nothing else; before version 1.0 the id was the name.
 */
export function accountFiles(folder: string, label: FileLabel): AccountFiles {
  const { account } = label;
  const name = nameOf(account);
  const before = formerNameOf(account);
  const former = (path: string | undefined, head: string): FormerFile | undefined =>
    path === undefined ? undefined : { path: join(folder, path), head };
  return {
    tokens: { path: join(folder, TOKENS + name), former: former(before, HEAD), label },
    password: {
      path: join(folder, PASSWORD + name),
      former: former(before && `${before}.password`, NOTE_HEAD),
      label,
    },
  };
}

/** Whether a name is that of a file with passwords, or of its successor. */
export function isPasswordFile(name: string): boolean {
  return name.startsWith(PASSWORD) || name.startsWith(`new-${PASSWORD}`);
}

/** The name before version 1.0; no file system takes half of a surrogate pair, or a very long one. */
function formerNameOf(account: string): string | undefined {
  const isAnothers = PREFIXES.some((prefix) => account.startsWith(prefix));
  if (isAnothers || HALF_PAIR.test(account)) return undefined;
  const name = encodeURIComponent(account);
  return name.length > LONGEST_FORMER ? undefined : name;
}

/** A name that every file system takes, also one that does not tell A from a. */
function nameOf(account: string): string {
  const name = account.replace(/[^a-z0-9_-]/gu, encode);
  if (name.length < SHORTENED) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `${name.slice(0, SHORTENED - 33)}-${digest}`;
}

/** The bytes of a character as `%2f`; half of a surrogate pair has none, and becomes `%ud800`. */
function encode(character: string): string {
  if (HALF_PAIR.test(character)) return `%u${character.charCodeAt(0).toString(16)}`;
  return [...Buffer.from(character)]
    .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    .join('');
}
