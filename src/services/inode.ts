import { type Account, type AccountState, openAccount, type ServiceOptions } from '../auth/account';
import { passwordGrant } from '../auth/grants';
import { namesCredentials } from '../auth/refusal';
import { clientSecretPost } from '../auth/token-request';
import { ServiceError } from '../errors';
import { type ApiAnswer, type ApiCall, apiHeaders, apiRequest, apiUrl } from '../http/api-request';
import { createLocalTransport } from '../http/local-transport';
import type { Caller } from '../http/message';
import type { HeaderList } from '../http/request-headers';
import { addQuery, parseBaseUrl, type Query } from '../http/url';
import { isAnswered } from '../layers/blame';
import { type FirstPageCall, ListReader, type ReadListCall } from '../list/list-reader';
import type { OnChunk } from '../list/page';
import type { PagingOptions } from '../list/pages';
import type { PageRequest } from '../list/paging';
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

/** What a probe found out. */
interface InodeFigures extends Partial<Record<Resource, number | undefined>> {
  /** Set where the lists are made up. */
  readonly isSample?: true;
  /** Why a list could not be read, where the other one could. */
  readonly failures?: readonly ServiceError[];
}

interface Queried {
  readonly query: Query;
}

/** A call of one of the lists; in `pages`, the service is asked for pages too. */
export type ListCall = ReadListCall & Queried & { readonly resource: Resource };

/** A call of a list at any path below the base URL, a POST where there is a body. Nothing is added to the query. */
type ListAtCall = Omit<ReadListCall, 'headers'> &
  Queried &
  Pick<PageRequest, 'body'> & { readonly path: string; readonly headers?: HeaderList | undefined };

/** One iNode account: one sign-in, any number of callers. */
export interface Inode {
  /** Whether its data is that of the sample city. */
  readonly isSample: boolean;
  /** The base URL. */
  readonly address: string;
  /** Hands one of the lists on, as `ListReader.read`. */
  list(call: ListCall, onChunk: OnChunk): Promise<void>;
  listAt(call: ListAtCall, onChunk: OnChunk): Promise<void>;
  /** @throws {ServiceError} */
  request(call: ApiCall): Promise<ApiAnswer>;
  /** How a list begins, by one request. */
  firstPage(call: FirstPageCall & Queried & { readonly resource: Resource }): Promise<FirstPage>;
  /** Signs in and looks how long the lists are, where the service reports it. */
  probe(caller: Caller): Promise<InodeFigures>;
  state(): AccountState;
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
  const urls: Readonly<Record<Resource, URL>> = {
    links: new URL('v1/links/', base),
    devices: new URL('v1/devices/', base),
  };
  const completeUrls: typeof urls = {
    links: addQuery(urls.links, NO_PAGINATION),
    devices: addQuery(urls.devices, NO_PAGINATION),
  };
  return {
    isSample,
    address: base.href,
    list({ resource, query, ...call }, onChunk) {
      const { [resource]: url } = call.mode === 'pages' ? urls : completeUrls;
      return lists.read({ url: addQuery(url, query) }, call, onChunk);
    },
    listAt: async ({ path, query, headers, body, ...call }, onChunk) => {
      const added = apiHeaders(call.answer, headers);
      const first = { url: apiUrl(base, path, query), body };
      return lists.read(first, { ...call, headers: added }, onChunk);
    },
    firstPage: ({ resource, query, ...call }) =>
      lists.firstPage(addQuery(urls[resource], query), call),
    async probe(caller) {
      await account.signIn(caller);
      const firstPageOf = (resource: Resource) => lists.firstPage(urls[resource], caller);
      return { ...(await countLists(firstPageOf)), ...(isSample && { isSample }) };
    },
    request: async (call) => account.send(apiRequest(base, call, options.timeout)),
    state: () => account.state(),
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
 * How many items each list has, where the service reports it. An account may be allowed to
 * read only one of them.
 *
 * @throws {ServiceError} when neither can be read, or when the second would fail alike
 */
async function countLists(
  firstPageOf: (resource: Resource) => Promise<FirstPage>,
): Promise<InodeFigures> {
  const lengths: Partial<Record<Resource, number | undefined>> = {};
  const failures: ServiceError[] = [];
  for (const list of ['links', 'devices'] as const) {
    try {
      lengths[list] = (await firstPageOf(list)).count;
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      if (!isAnswered(error) || namesCredentials(error)) throw error;
      failures.push(error.with({ list }));
    }
  }
  const [first, second] = failures;
  if (first === undefined) return lengths;
  if (second === undefined) return { ...lengths, failures };
  throw first.code === second.code ? first.with({ list: undefined }) : first;
}
