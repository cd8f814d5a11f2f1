import { withApiToken, withBearer } from '../auth/authorize';
import { clientSecretPost } from '../auth/client-auth';
import { passwordGranter } from '../auth/grants';
import { TokenSource } from '../auth/token-source';
import { closable } from '../http/closable';
import { createConnections } from '../http/connections';
import type { Caller } from '../http/message';
import { readOk } from '../http/json';
import { retry } from '../http/retry';
import { READ_POLICY, TOKEN_POLICY } from '../http/retry-policy';
import { createTransport } from '../http/transport';
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

export interface InodeOptions {
  readonly baseUrl: string;
  readonly auth: InodeAuth;
  /** Milliseconds that one request may take. */
  readonly timeout: number;
  /** How often a failed request is repeated at the most. */
  readonly retries: number;
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
  /** Aborts what is in flight and closes the connections. */
  close(): void;
}

const MAX_BODY_BYTES = 256 * 2 ** 20;
const NO_PAGINATION: Query = [['no_pagination', undefined]];

/** @throws {ServiceError} CONFIG_INVALID, CREDENTIALS_MISSING */
export function createInode({ baseUrl, auth, timeout, retries }: InodeOptions): Inode {
  const base = parseBaseUrl(baseUrl);
  const closing = new AbortController();
  const connections = createConnections();
  const transport = createTransport({ connections, maxBodyBytes: MAX_BODY_BYTES });
  const authorized =
    auth.kind === 'token'
      ? withApiToken(transport, auth.token)
      : withBearer(
          transport,
          new TokenSource(
            passwordGranter(auth, {
              url: new URL('oauth/token/', base),
              clientAuth: clientSecretPost(auth),
              send: retry(transport, TOKEN_POLICY, retries),
              timeout,
            }),
            closing.signal,
          ),
        );
  const send = closable(retry(authorized, READ_POLICY, retries), closing.signal);
  return {
    list({ resource, query, paginated, ...call }) {
      const read = {
        ...call,
        method: 'GET',
        timeout: call.timeout ?? timeout,
        read: readOk,
      } as const;
      const url = new URL(`v1/${resource}/`, base);
      return pages(
        (page) => send({ ...read, url: page }),
        withQuery(url, paginated ? query : [...NO_PAGINATION, ...query]),
      );
    },
    close() {
      closing.abort();
      connections.close();
    },
  };
}
