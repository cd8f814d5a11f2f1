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

/** How RDP is to be set up. */
export interface RdpOptions {
  /** Credentials that it accepts; random where not given. The client's secret may be empty. */
  rdpAccount?: Partial<RdpAccount>;
  /** Life of an access token in seconds, 10 minutes by default. */
  rdpTokenLifetime?: number;
  /** Life of a refresh token in seconds, 2 hours by default. */
  rdpRefreshTokenLifetime?: number;
  /** Whether `expires_in` is sent as a string of digits, the default, or as a number. */
  rdpExpiresIn?: 'string' | 'number';
  /** Whether `refresh_expires_in` is sent; not by default. */
  rdpReportsRefreshLife?: boolean;
  /** Whether a refresh gives a new refresh token and kills the old one; so by default. */
  rdpRotates?: boolean;
  /** The status for a wrong user name or password; 400 by default. */
  rdpPasswordRefusal?: 400 | 401;
}

/** The options with nothing left out, save the account. */
export type RdpSettings = Required<Omit<RdpOptions, 'rdpAccount'>>;

/** What holds where an option is left out. */
export const RDP_DEFAULTS: RdpSettings = {
  rdpTokenLifetime: 600,
  rdpRefreshTokenLifetime: 7_200,
  rdpExpiresIn: 'string',
  rdpReportsRefreshLife: false,
  rdpRotates: true,
  rdpPasswordRefusal: 400,
};
