import { type Account, openAccount, type ServiceOptions } from '../auth/account';
import { clientSecretPost } from '../auth/client-auth';
import { passwordGranter } from '../auth/grants';
import { readOk } from '../http/json';
import type { Caller } from '../http/message';
import { parseBaseUrl, type Query, withQuery } from '../http/url';
import { pages } from '../list/pages';

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

/** What a call asks for. */
export interface ListCall extends Caller {
  readonly resource: Resource;
  readonly query: Query;
  /** Ask for pages instead of the whole list at once. */
  readonly paginated: boolean;
  /** Milliseconds that one request of this call may take, instead of the account's. */
  readonly timeout?: number | undefined;
}

/** One iNode account: one sign-in, any number of callers. */
export interface Inode {
  /**
   * The list, page by page; a bare array is one page.
   *
   * @throws {ServiceError}
   */
  list(call: ListCall): AsyncGenerator<unknown[]>;
  /** As `Account.close`. */
  close(reason?: Error): Promise<void>;
}

const NO_PAGINATION: Query = [['no_pagination', undefined]];

/** @throws {ServiceError} CONFIG_INVALID */
export function createInode(options: InodeOptions): Inode {
  const base = parseBaseUrl(options.baseUrl, options.allowInsecure);
  const account = openInodeAccount(base, options);
  return {
    list({ resource, query, paginated, timeout = options.timeout, ...caller }) {
      const request = { ...caller, method: 'GET', timeout, read: readOk } as const;
      return pages(
        (url) => account.send({ ...request, url }),
        withQuery(
          new URL(`v1/${resource}/`, base),
          paginated ? query : [...NO_PAGINATION, ...query],
        ),
      );
    },
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
