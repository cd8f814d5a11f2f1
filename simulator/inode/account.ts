import { randomBytes } from 'node:crypto';

/** The one account of a simulator: a user, an OAuth2 client and an API key. */
export interface SimulatorAccount {
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The API key, sent as `Authorization: Token <key>`. */
  readonly token: string;
}

/** Completes an account with random credentials of the lengths that Django gives them. */
export function createAccount(given: Partial<SimulatorAccount> = {}): SimulatorAccount {
  return {
    username: `user-${randomBytes(4).toString('hex')}`,
    password: randomBytes(12).toString('base64url'),
    clientId: randomBytes(20).toString('hex'),
    clientSecret: randomBytes(64).toString('hex'),
    token: randomBytes(20).toString('hex'),
    ...given,
  };
}
