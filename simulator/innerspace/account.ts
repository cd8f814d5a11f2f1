import { randomBytes } from 'node:crypto';

/** The one client of InnerSpace: a machine, not a person. */
export interface InnerspaceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Completes a client with random credentials of the lengths that Auth0 gives them. */
export function createAccount(given: Partial<InnerspaceAccount> = {}): InnerspaceAccount {
  return {
    clientId: randomBytes(24).toString('base64url'),
    clientSecret: randomBytes(48).toString('base64url'),
    ...given,
  };
}
