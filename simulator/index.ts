import { createAccount, type SimulatorAccount } from './account';
import { buildCity, type City } from './city';
import type { Responder } from './exchange';
import { FaultScript } from './fault-script';
import type { Fields } from './filtering';
import { answerListRequest } from './list-endpoint';
import { DEFAULT_OPTIONS, type SimulatorOptions } from './options';
import { type CountFilter, type RecordedRequest, RequestLog } from './request-log';
import { devicesAt } from './sensors';
import { createServer } from './server';
import { answerTokenRequest } from './token-endpoint';
import { TokenStore } from './tokens';
import { linksAt } from './traffic';

export type { SimulatorAccount } from './account';
export type { Fault } from './fault';
export type {
  FaultFilter,
  FaultRule,
  FaultScript,
  RandomFaults,
  ScriptedFault,
} from './fault-script';
export type { SimulatorOptions } from './options';
export type { CountFilter, RecordedRequest } from './request-log';

/**
 * A local iNode: the documented API of SMATS iNode as a real HTTP server on
 * loopback, on the account of one owner in Ottawa.
 *
 * - `POST oauth/token/`: password and refresh grant with rotation, as
 *   django-oauth-toolkit answers them.
 * - `GET v1/links/` and `GET v1/devices/`: pages, or with `?no_pagination` the
 *   whole list, as Django REST Framework answers them. Any other parameter
 *   that has the name of a field keeps the items that equal it.
 *
 * The vendor documents no item shapes; the fields are those that its user
 * manual speaks of. Values depend on the item and on `Date.now()` alone, so a
 * fake clock moves them; outages follow `schedule.ts`. Pauses, which only
 * latency and faults make, take their time from `setTimeout`, faked or not.
 */
export interface Simulator {
  /** `http://127.0.0.1:<port>/api/`. */
  readonly baseUrl: string;
  /** The credentials that it accepts at the moment. */
  readonly account: SimulatorAccount;
  /** The last 10,000 requests, in the order of their arrival. */
  readonly requests: readonly RecordedRequest[];
  /** What goes wrong: nothing, until something is added. */
  readonly faults: FaultScript;
  /** How many requests there ever were that the filter admits. */
  count(filter?: CountFilter): number;
  /** Changes credentials. As with Django, OAuth2 tokens that were issued stay valid. */
  changeAccount(changes: Partial<SimulatorAccount>): void;
  /** Makes every access token unknown at once. */
  revokeAccessTokens(): void;
  /** Makes every refresh token unknown at once. */
  revokeRefreshTokens(): void;
  /** Stops at once: connections are destroyed, requests in flight included. */
  close(): Promise<void>;
}

/** Starts a simulator on 127.0.0.1. It runs until it is closed. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = { ...DEFAULT_OPTIONS, ...options };
  const expiresIn = settings.accessTokenLifetime;
  const tokens = new TokenStore(expiresIn ?? DEFAULT_OPTIONS.accessTokenLifetime);
  const city = buildCity(settings.devices, settings.links);
  const log = new RequestLog();
  const faults = new FaultScript();
  const closing = new AbortController();
  let account = createAccount(options.account);

  const list = (itemsAt: (city: City, time: number) => readonly Fields[]): Responder => {
    const read = () => itemsAt(city, Date.now());
    return (request) => answerListRequest(request, read, { ...settings, account, tokens });
  };
  const routes = new Map<string, Responder>([
    ['/api/oauth/token/', (request) => answerTokenRequest(request, { account, tokens, expiresIn })],
    ['/api/v1/links/', list(linksAt)],
    ['/api/v1/devices/', list(devicesAt)],
  ]);

  const app = await createServer(routes, { ...settings, log, faults, closing: closing.signal });
  const address = await app.listen({ host: '127.0.0.1', port: settings.port });

  return {
    baseUrl: `${address}/api/`,
    requests: log.requests,
    faults,
    get account() {
      return account;
    },
    count: (filter = {}) => log.count(filter),
    changeAccount(changes) {
      account = { ...account, ...changes };
    },
    revokeAccessTokens: () => tokens.revokeAccessTokens(),
    revokeRefreshTokens: () => tokens.revokeRefreshTokens(),
    async close() {
      await app.close();
      closing.abort();
    },
  };
}
