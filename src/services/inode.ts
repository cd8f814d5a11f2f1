import { type Account, openAccount, type ServiceOptions } from '../auth/account';
import { passwordGrant } from '../auth/grants';
import { clientSecretPost } from '../auth/token-request';
import { ServiceError } from '../errors';
import { type ApiAnswer, type ApiCall, apiRequest, apiUrl } from '../http/api-request';
import { createLocalTransport } from '../http/local-transport';
import type { Caller } from '../http/message';
import { parseBaseUrl, type Query, withQuery } from '../http/url';
import { type FirstPageCall, ListReader, type ReadListCall } from '../list/list-reader';
import type { OnChunk } from '../list/page';
import type { PagingOptions } from '../list/pages';
import type { FirstPage } from '../list/read-page';
import { createSampleService, SAMPLE_BASE } from '../sample/service';

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
  | { readonly kind: 'token'; readonly token: string }
  /** The sample city in place of the service: no account, no network; the base URL does not count. */
  | { readonly kind: 'sample' };

export interface InodeOptions extends ServiceOptions, PagingOptions {
  readonly auth: InodeAuth;
}

/** How long the lists are, and whether they are made up. */
type InodeFigures = Partial<Record<Resource, number | undefined>> & { readonly isSample?: true };

interface Queried {
  readonly query: Query;
}

/** A call of one of the lists; in `pages`, the service is asked for pages too. */
export type ListCall = ReadListCall & Queried & { readonly resource: Resource };

/** A call of a list at any path below the base URL. Nothing is added to the query. */
type ListAtCall = ReadListCall & Queried & { readonly path: string };

/** One iNode account: one sign-in, any number of callers. */
export interface Inode {
  /** Whether its data is that of the sample city. */
  readonly isSample: boolean;
  /** Hands one of the lists on, as `ListReader.read`. */
  list(call: ListCall, onChunk: OnChunk): Promise<void>;
  listAt(call: ListAtCall, onChunk: OnChunk): Promise<void>;
  /** @throws {ServiceError} */
  request(call: ApiCall): Promise<ApiAnswer>;
  /** How a list begins, by one request. */
  firstPage(call: FirstPageCall & Queried & { readonly resource: Resource }): Promise<FirstPage>;
  /** Signs in and looks how long the lists are, where the service reports it. */
  probe(caller: Caller): Promise<InodeFigures>;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

const NO_PAGINATION: Query = [['no_pagination', undefined]];

/** @throws {ServiceError} CONFIG_INVALID */
export function createInode(options: InodeOptions): Inode {
  const isSample = options.auth.kind === 'sample';
  const base = isSample ? SAMPLE_BASE : parseBaseUrl(options.baseUrl, options.allowInsecure);
  const account = openInodeAccount(base, options);
  const lists = new ListReader(account.send, options.timeout, options);
  const urlOf = (resource: Resource, query: Query): URL =>
    withQuery(new URL(`v1/${resource}/`, base), query);
  return {
    isSample,
    list({ resource, query, ...call }, onChunk) {
      const complete = call.mode === 'pages' ? query : [...NO_PAGINATION, ...query];
      return lists.read(urlOf(resource, complete), call, onChunk);
    },
    listAt: async ({ path, query, ...call }, onChunk) =>
      lists.read(apiUrl(base, path, query), call, onChunk),
    firstPage: ({ resource, query, ...call }) => lists.firstPage(urlOf(resource, query), call),
    async probe(caller) {
      await account.signIn(caller);
      const count = (resource: Resource): Promise<number | undefined> =>
        countList(resource, lists.firstPage(urlOf(resource, []), caller));
      const lengths = { links: await count('links'), devices: await count('devices') };
      return { ...lengths, ...(isSample && { isSample }) };
    },
    request: async (call) => account.send(apiRequest(base, call, options.timeout)),
    close: (reason) => account.close(reason),
  };
}

function openInodeAccount(base: URL, { auth, timeout, tokenFile, ...rest }: InodeOptions): Account {
  if (auth.kind === 'sample') {
    const transport = createLocalTransport(createSampleService());
    return openAccount(rest, { kind: 'none', transport });
  }
  if (auth.kind === 'token') {
    const secrets = [base.href, auth.token];
    return openAccount(rest, { ...auth, tokenFile: tokenFile && { ...tokenFile, secrets } });
  }
  const url = new URL('oauth/token/', base);
  const clientAuth = clientSecretPost(auth);
  const secrets = [url.href, ...Object.values(auth)];
  return openAccount(rest, {
    kind: 'grants',
    tokenGrant: (send) => passwordGrant(auth, { url, clientAuth, send, timeout }),
    tokenFile: tokenFile && { ...tokenFile, secrets },
  });
}

/**
 * How many items a list has, where the service reports it.
 *
 * @param name which list it is, for the facts of an error
 * @throws {ServiceError}
 */
async function countList(
  name: Resource,
  firstPage: Promise<FirstPage>,
): Promise<number | undefined> {
  try {
    return (await firstPage).count;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw error.with({ list: name });
  }
}
