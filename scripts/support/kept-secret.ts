import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

/** A random secret that is made on the first call and then kept in a file of the user's own. */
export async function keptSecret(file: string): Promise<string> {
  if (existsSync(file)) return readFile(file, 'utf8');
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
