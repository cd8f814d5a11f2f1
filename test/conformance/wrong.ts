import { randomBytes } from 'node:crypto';

/** What no account has for a password, a client or an API key. */
export const WRONG = randomBytes(20).toString('hex');
