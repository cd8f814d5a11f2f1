import { randomBytes } from 'node:crypto';

/** What v2 wants to be asked for. */
export const AUDIENCE = 'https://global-config.innerspace.io';

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

/** How InnerSpace is to be set up. */
export interface InnerspaceOptions {
  /** The client that it accepts; random where not given. */
  innerspaceAccount?: Partial<InnerspaceAccount>;
  /** How the form of a token request may be labeled; `both` by default. */
  innerspaceTokenType?: 'form' | 'json' | 'both';
  /** The status for a form that is labeled otherwise; 415 by default. */
  innerspaceTypeRefusal?: 400 | 415;
  /** Life of an access token or a session in seconds, a day by default. */
  innerspaceTokenLifetime?: number;
  /**
   * How a query without a good token is refused: with the status 401, the
   * default, or with 200 and errors, as Hasura does. The body is the same.
   */
  innerspaceUnauthorized?: 'status' | 'errors';
  /** Whether a query may read the schema; so by default. */
  innerspaceIntrospection?: boolean;
}

/** The options with nothing left out, save the client. */
export type InnerspaceSettings = Required<Omit<InnerspaceOptions, 'innerspaceAccount'>>;

/** What holds where an option is left out. */
export const INNERSPACE_DEFAULTS: InnerspaceSettings = {
  innerspaceTokenType: 'both',
  innerspaceTypeRefusal: 415,
  innerspaceTokenLifetime: 86_400,
  innerspaceUnauthorized: 'status',
  innerspaceIntrospection: true,
};
