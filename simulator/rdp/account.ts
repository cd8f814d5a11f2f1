import { randomBytes } from 'node:crypto';

/** The one user of RDP, and the application that the user signs in with. */
export interface RdpAccount {
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  /** May be empty. */
  readonly clientSecret: string;
}

/** Completes an account with random credentials. */
export function createAccount(given: Partial<RdpAccount> = {}): RdpAccount {
  return {
    username: `GE-A-${randomBytes(4).toString('hex')}`,
    password: randomBytes(12).toString('base64url'),
    clientId: randomBytes(20).toString('hex'),
    clientSecret: randomBytes(20).toString('hex'),
    ...given,
  };
}
