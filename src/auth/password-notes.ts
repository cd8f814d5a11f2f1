import { readKeptFile, readKeptFileSync, replaceFile } from './atomic-file';
import { createSeal, unsealSync } from './seal';

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

/** Keeps the password that took the place of the owner's. */
export async function notePassword(
  path: string,
  owner: PasswordOwner,
  newPassword: string,
): Promise<void> {
  const seal = await createSeal(secretsOf(owner));
  const before = await readKeptFile(path).then(String, () => '');
  await replaceFile(path, `${before}${seal.close(newPassword).toString('base64')}\n`);
}

/**
 * The password that has taken the place of the owner's since; nothing when
 * there is none. Reads without going on to anything else: whoever starts with
 * the old password would sign in with it, and be locked out.
 */
export function findNewerPassword(path: string, owner: PasswordOwner): string | undefined {
  return linesOf(path).reduce<string | undefined>((found, line) => {
    const secrets = secretsOf({ ...owner, password: found ?? owner.password });
    return unsealSync(Buffer.from(line, 'base64'), secrets) ?? found;
  }, undefined);
}

function linesOf(path: string): string[] {
  try {
    return readKeptFileSync(path).toString('latin1').split('\n');
  } catch {
    return [];
  }
}

function secretsOf({ username, password, clientId, clientSecret }: PasswordOwner): string[] {
  return ['password', username, password, clientId, clientSecret];
}
