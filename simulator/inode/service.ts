import { buildCity, type City } from '../../src/sample/city';
import { devicesAt } from '../../src/sample/devices';
import { linksAt } from '../../src/sample/links';
import { Credentials, type Responder, type Service } from '../service';
import { TokenStore } from '../tokens';
import { answerListRequest } from './list-endpoint';
import { createAccount, INODE_DEFAULTS, type InodeOptions, type SimulatorAccount } from './options';
import { answerTokenRequest } from './token-endpoint';

/**
 * A local iNode: the documented API of SMATS iNode, on the account of one
 * owner in Ottawa.
 *
 * - `POST oauth/token/`: password and refresh grant with rotation, as
 *   django-oauth-toolkit answers them.
 * - `GET v1/links/` and `GET v1/devices/`: pages, or with `?no_pagination` the
 *   complete list, as Django REST Framework answers them. Any other parameter
 *   that has the name of a field keeps the items that equal it.
 *
 * The items are those of the city in `src/sample/`. They depend on `Date.now()`
 * alone, so a fake clock moves them.
 */
export interface SimulatedInode {
  /** `http://127.0.0.1:<port>/api/`. */
  readonly baseUrl: string;
  /** The credentials that it accepts at the moment. */
  readonly account: SimulatorAccount;
  /** Changes credentials. As with Django, OAuth2 tokens that were issued stay valid. */
  changeAccount(changes: Partial<SimulatorAccount>): void;
  /** Makes every access token unknown immediately. */
  revokeAccessTokens(): void;
  /** Makes every refresh token unknown immediately. */
  revokeRefreshTokens(): void;
}

/** Sets iNode up. */
export function createInode(options: InodeOptions): Service<SimulatedInode> {
  const settings = { ...INODE_DEFAULTS, ...options };
  const expiresIn = settings.accessTokenLifetime;
  const life = expiresIn ?? INODE_DEFAULTS.accessTokenLifetime;
  const tokens = new TokenStore(life, settings.singleSession);
  const city = buildCity(settings);
  const credentials = new Credentials(createAccount(options.account));

  const { pageSize, validators } = settings;
  const list =
    (itemsAt: (city: City, time: number) => readonly object[]): Responder =>
    (request) => {
      const context = { account: credentials.current, tokens, pageSize, validators };
      return answerListRequest(request, () => itemsAt(city, Date.now()), context);
    };
  return {
    routes: new Map<string, Responder>([
      [
        '/api/oauth/token/',
        (request) =>
          answerTokenRequest(request, { account: credentials.current, tokens, expiresIn }),
      ],
      ['/api/v1/links/', list(linksAt)],
      ['/api/v1/devices/', list(devicesAt)],
    ]),
    controls: (origin) => ({
      baseUrl: `${origin}/api/`,
      get account() {
        return credentials.current;
      },
      changeAccount: (changes) => credentials.change(changes),
      revokeAccessTokens: () => tokens.revokeAccessTokens(),
      revokeRefreshTokens: () => tokens.revokeRefreshTokens(),
    }),
  };
}
