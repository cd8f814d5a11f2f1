import { randomBytes } from 'node:crypto';

/** A token that nobody can guess. */
export function randomToken(): string {
  return randomBytes(15).toString('hex');
}
