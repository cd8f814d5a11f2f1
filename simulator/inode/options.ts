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

/** How iNode is to be set up. */
export interface InodeOptions {
  /** Credentials that it accepts; random where not given. */
  account?: Partial<SimulatorAccount>;
  /**
   * Life of an access token in seconds, 5 days by default. With `null` the
   * answer has no `expires_in`; the token still dies after 5 days.
   */
  accessTokenLifetime?: number | null;
  /** Let each sign-in and each refresh end all other sessions of the user; off by default. */
  singleSession?: boolean;
  /** Number of links, 24 by default. Links need at least two devices to join. */
  links?: number;
  /** Number of devices, 14 by default. */
  devices?: number;
  /** Items on a page when the request does not ask for a `page_size`; 100 by default. */
  pageSize?: number;
  /** Give lists an ETag, and answer 304 to who has the list already; off by default. */
  validators?: boolean;
}

/** What holds where an option is left out. */
export const INODE_DEFAULTS = {
  accessTokenLifetime: 432_000,
  singleSession: false,
  links: 24,
  devices: 14,
  pageSize: 100,
  validators: false,
} satisfies InodeOptions;
