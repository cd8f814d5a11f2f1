import { Credentials, type Responder, type Service } from '../service';
import { answerDataRequest } from './data-endpoints';
import { createAccount, RDP_DEFAULTS, type RdpAccount, type RdpOptions } from './options';
import { answerRevocation, answerTokenRequest } from './token-endpoint';
import { UserSession } from './user-session';

/**
 * A local Refinitiv Data Platform, with one user who may have one session.
 *
 * - `POST auth/oauth2/v1/token`: password and refresh grant; a password grant
 *   with `newPassword` changes the password.
 * - `POST auth/oauth2/v1/revoke`: ends the session of an access token.
 * - `GET data/historical-pricing/v1/views/interday-summaries/{universe}`: the
 *   daily prices of an instrument.
 * - `data/echo`, by any method: what was sent, without its secrets.
 *
 * The vendor's page documents the requests for tokens alone. Prices have the
 * shape that RDP gives them, and depend on the instrument and on `Date.now()`
 * alone; the echo is an invention.
 */
export interface SimulatedRdp {
  /** `http://127.0.0.1:<port>/rdp/`. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
  /** The credentials that it accepts at the moment. */
  readonly account: RdpAccount;
  /** Whether the user is signed in. */
  readonly isSessionOpen: boolean;
  /** Changes credentials. Tokens that were issued stay valid. */
  changeAccount(changes: Partial<RdpAccount>): void;
  /** Makes every access token unknown immediately. */
  revokeAccessTokens(): void;
  /** Lets the refresh token die immediately. */
  revokeRefreshTokens(): void;
}

const BASE = '/rdp/';
const TOKEN_PATH = `${BASE}auth/oauth2/v1/token`;
const REVOKE_PATH = `${BASE}auth/oauth2/v1/revoke`;

/** Sets RDP up. */
export function createRdp(options: RdpOptions): Service<SimulatedRdp> {
  const settings = { ...RDP_DEFAULTS, ...options };
  const credentials = new Credentials(createAccount(options.rdpAccount));
  const session = new UserSession(settings);
  return {
    routes: new Map<string, Responder>([
      [TOKEN_PATH, (request) => answerTokenRequest(request, { credentials, session, settings })],
      [REVOKE_PATH, (request) => answerRevocation(request, { credentials, session, settings })],
      [`${BASE}*`, (request) => answerDataRequest(request, session)],
    ]),
    controls: (origin) => ({
      baseUrl: origin + BASE,
      tokenUrl: origin + TOKEN_PATH,
      get account() {
        return credentials.current;
      },
      get isSessionOpen() {
        return session.isLive;
      },
      changeAccount: (changes) => credentials.change(changes),
      revokeAccessTokens: () => session.revokeAccessTokens(),
      revokeRefreshTokens: () => session.revokeRefreshTokens(),
    }),
  };
}
