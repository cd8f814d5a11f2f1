import { type Account, openAccount, type ServiceOptions } from '../auth/account';
import { clientSecretPost } from '../auth/client-auth';
import { passwordGranter } from '../auth/grants';
import { type ApiAnswer, type ApiCall, apiRequest, apiUrl } from '../http/api-request';
import type { Caller } from '../http/message';
import { parseBaseUrl, type Query, withQuery } from '../http/url';
import { countList } from '../list/count-list';
import { type FirstPage, readFirstPage } from '../list/first-page';
import { type HandOn, handOnList } from '../list/hand-on-list';
import type { Portions } from '../list/read-page';

/** The lists of the iNode API, version 1. */
export type Resource = 'links' | 'devices';

/** How an iNode account proves itself (vendor's page "Authentication"). */
export type InodeAuth =
  | {
      readonly kind: 'oauth2';
      readonly username: string;
      readonly password: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope: string;
    }
  | { readonly kind: 'token'; readonly token: string };

export interface InodeOptions extends ServiceOptions {
  readonly auth: InodeAuth;
}

/** How a list is to be read. */
interface PortionedCall extends Caller {
  readonly query: Query;
  /** What the list is handed on in; for `pages`, the service is asked for pages too. */
  readonly portions: Portions;
  /** Milliseconds that one request of this call may take, instead of the account's. */
  readonly timeout?: number | undefined;
}

/** What a call asks for. */
export interface ListCall extends PortionedCall {
  readonly resource: Resource;
}

/** A call of a list that nobody knows beforehand. */
export interface ListAtCall extends PortionedCall {
  /** Below the base URL. */
  readonly path: string;
}

/** One iNode account: one sign-in, any number of callers. */
export interface Inode {
  /**
   * Hands a list on, portion by portion, to its end. A failure is repeated only
   * where it costs nothing that was handed on.
   *
   * @throws {ServiceError}
   */
  list(call: ListCall, handOn: HandOn): Promise<void>;
  /** The same for a list at any path. Nothing is added to the query. */
  listAt(call: ListAtCall, handOn: HandOn): Promise<void>;
  /** @throws {ServiceError} */
  request(call: ApiCall): Promise<ApiAnswer>;
  /** How a list begins, by one request. */
  firstPage(call: Omit<ListCall, 'portions'>): Promise<FirstPage>;
  /** Signs in and looks how long the lists are, where the service tells. */
  probe(caller: Caller): Promise<Partial<Record<Resource, number | undefined>>>;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

const NO_PAGINATION: Query = [['no_pagination', undefined]];

/** @throws {ServiceError} CONFIG_INVALID */
export function createInode(options: InodeOptions): Inode {
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  const account = openInodeAccount(base, options);
  const firstPage: Inode['firstPage'] = ({ resource, query, timeout, ...caller }) => {
    const url = withQuery(new URL(`v1/${resource}/`, base), query);
    const request = { ...caller, method: 'GET', url, read: readFirstPage } as const;
    return account.send({ ...request, timeout: timeout ?? options.timeout });
  };
  const listFrom = (
    first: URL,
    { portions, timeout = options.timeout, ...caller }: Omit<PortionedCall, 'query'>,
    handOn: HandOn,
  ): Promise<void> =>
    handOnList(
      (url, read) => account.send({ ...caller, method: 'GET', url, timeout, read }),
      first,
      portions,
      handOn,
    );
  return {
    firstPage,
    async probe(caller) {
      await account.signIn(caller);
      const count = (resource: Resource): Promise<number | undefined> =>
        countList(resource, firstPage({ ...caller, resource, query: [] }));
      return { links: await count('links'), devices: await count('devices') };
    },
    list({ resource, query, ...call }, handOn) {
      const whole = call.portions === 'pages' ? query : [...NO_PAGINATION, ...query];
      return listFrom(withQuery(new URL(`v1/${resource}/`, base), whole), call, handOn);
    },
    listAt: async ({ path, query, ...call }, handOn) =>
      listFrom(apiUrl(base, path, query), call, handOn),
    request: async (call) => account.send(apiRequest(base, call, options.timeout)),
    close: (reason) => account.close(reason),
  };
}

function openInodeAccount(base: URL, { auth, timeout, tokenFile, ...rest }: InodeOptions): Account {
  if (auth.kind === 'token') return openAccount(rest, auth);
  const url = new URL('oauth/token/', base);
  const clientAuth = clientSecretPost(auth);
  const secrets = [url.href, ...Object.values(auth)];
  return openAccount(rest, {
    kind: 'grants',
    granter: (send) => passwordGranter(auth, { url, clientAuth, send, timeout }),
    tokenFile: tokenFile && { ...tokenFile, secrets },
  });
}
