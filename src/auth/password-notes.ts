import { errorCodeOf } from '../redact';
import { type KeptFile, readKeptFile, readKeptFileSync, replaceFile } from './atomic-file';
import { createSeal, type Strength, unsealSync } from './seal';

/*
 * Passwords that were changed, in a file with a line for each: the new one,
 * sealed under the account with the old one. Whoever has the old password can
 * so find the new one, whichever of several changes in a row it is from.
 */

/** Whose password it is, and all that only the owner of the account knows. */
export interface PasswordOwner {
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Bytes that a note is filled up to: its length must not reveal that of the password. */
const LENGTH = 256;

/** The codes where there is something else in place of the notes, or nothing. */
const NO_NOTES: ReadonlySet<string | undefined> = new Set(['ENOENT', 'EINVAL', 'EFBIG']);

/**
 * Keeps the password that took the place of the owner's.
 *
 * @throws the system's error, also where the notes before cannot be read: without them, nobody
 *   could find this one who has an older password
 */
export async function notePassword(
  file: KeptFile,
  owner: PasswordOwner,
  newPassword: string,
): Promise<void> {
  const seal = await createSeal(secretsOf(owner), { strength: strengthOf(owner) });
  const before = await readKeptFile(file).then(String, (error: unknown) => {
    if (NO_NOTES.has(errorCodeOf(error))) return '';
    throw error;
  });
  const line = seal.close(padded(newPassword)).toString('base64');
  await replaceFile(file, Buffer.from(`${before}${line}\n`));
}

/**
 * The password that has taken the place of the owner's since; nothing when
 * there is none. Reads synchronously: a sign-in with the old password meanwhile
 * could lock the user out.
 *
 * @param onProblem called with a system error code if there is a file that cannot be read
 */
export function findNewerPassword(
  file: KeptFile,
  owner: PasswordOwner,
  onProblem: (code: string) => void,
): string | undefined {
  return linesOf(file, onProblem).reduce<string | undefined>((found, line) => {
    const secrets = secretsOf({ ...owner, password: found ?? owner.password });
    return unpadded(unsealSync(Buffer.from(line, 'base64'), secrets)) ?? found;
  }, undefined);
}

function linesOf(file: KeptFile, onProblem: (code: string) => void): string[] {
  try {
    return readKeptFileSync(file).toString('latin1').split('\n');
  } catch (error) {
    const code = errorCodeOf(error) ?? 'UNKNOWN';
    if (code !== 'ENOENT') onProblem(code);
    return [];
  }
}

function padded(password: string): string {
  const length = Buffer.byteLength(password);
  return password + '\0'.repeat(LENGTH - (length % LENGTH));
}

/** Notes of versions before 1.0 are not filled up. */
function unpadded(text: string | undefined): string | undefined {
  return text?.split('\0', 1)[0];
}

/** Without a client secret, the password is all that a thief has to guess. */
function strengthOf({ clientSecret }: PasswordOwner): Strength {
  return clientSecret === '' ? 'guessable' : 'secret';
}

function secretsOf({ username, password, clientId, clientSecret }: PasswordOwner): string[] {
  return ['password', username, password, clientId, clientSecret];
}
