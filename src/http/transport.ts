import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import type { Connections } from '../connection/connections';
import { describeFailure } from '../connection/failure';
import type { HttpModule } from '../connection/kept-connections';
import { ServiceError } from '../errors';
import { because, type ReasonKey } from '../reasons';
import { Chunks } from './chunks';
import { httpClient } from './client';
import { Deadline } from './deadline';
import { shortMemory } from './memory';
import { type HttpRequest, isRepeatable, type Method, type Send } from './message';
import { rateLimitOf } from './rate-limit';
import { isSafe } from './safe-methods';
import { resolveUrl } from './url';

const MAX_REDIRECTS = 5;

/** Gigabytes of a decompressed answer at the most: no real list is that long, so it is taken for endless. */
const MAX_GIGABYTES = 4;

/**
 * The innermost layer of a call, which speaks HTTP: it sends the request over the connections of the
 * account, follows redirects and enforces the time-out. The other layers are in `src/layers/` and
 * `src/auth/`.
 *
 * @param maxGigabytes of an answer
 */
export function createTransport(connections: Connections, maxGigabytes = MAX_GIGABYTES): Send {
  /** Sends the request and follows its redirects, up to the head of the answer. */
  async function exchange<T>(
    request: HttpRequest<T>,
    deadline: Deadline,
  ): Promise<AxiosResponse<Readable>> {
    const send = await httpClient();
    const mayOverlap = request.mayOverlap ?? isRepeatable(request);
    let { url } = request;
    for (let redirects = 0; ; redirects++) {
      const { axios, kept } = connections.to(url);
      const sent = new SentRequest();
      const answered = kept.send(mayOverlap, (http) => {
        deadline.throwIfOver();
        request.observer?.onRequest?.();
        return send({
          method: request.method,
          url: url.href,
          headers: {
            Accept: 'application/json',
            'Accept-Encoding': 'gzip, deflate, br',
            'User-Agent': 'node-red-inode',
            ...request.headers,
          },
          data: request.body,
          transport: sent.by(http),
          ...axios,
        });
      });
      const response = await deadline.limit(answered, () => sent.abort());
      if (!isRedirect(response.status)) return response;
      // Whether or not it is followed: an unread body would not release its connection.
      response.data.destroy();
      if (redirects === MAX_REDIRECTS) {
        throw new ServiceError('REDIRECT_REFUSED', { reason: because('inCircle') });
      }
      const location = headersOf(response).get('location');
      url = redirectTarget(request.method, url, response.status, location);
    }
  }

  return async (request) => {
    const deadline = new Deadline(request.timeout, request.signal);
    try {
      const response = await exchange(request, deadline).catch((error: unknown) => {
        deadline.throwIfOver();
        throw describeFailure(error, 'answer');
      });
      deadline.phase = 'noEnd';
      const body = response.data;
      try {
        deadline.onOver(() => body.destroy());
        const headers = headersOf(response);
        const header = (name: string): string | undefined => headers.get(name);
        return await request.read({
          status: response.status,
          header,
          headers: () => [...headers],
          rateLimit: rateLimitOf(header),
          exchange: {},
          secrets: request.secrets ?? [],
          body: {
            [Symbol.asyncIterator]: () =>
              new Chunks(body, deadline, request.observer, maxGigabytes),
          },
          memory: shortMemory(),
        });
      } finally {
        body.destroy();
      }
    } finally {
      deadline.end();
    }
  };
}

/**
 * The headers of an answer by their lower-case names. Of names that repeat, Node.js has joined the values,
 * but for `Set-Cookie`, which is left out.
 */
function headersOf({ headers }: AxiosResponse): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const [name, value] of Object.entries<unknown>(headers)) {
    // Where a name is that of a method of its own, axios has capitalized it.
    if (typeof value === 'string') named.set(name.toLowerCase(), value);
  }
  return named;
}

/**
 * The request that axios makes. axios keeps what it was given in V8's old generation, and so must be
 * given nothing that holds the answer: docs/decisions.md.
 */
class SentRequest {
  #request: ClientRequest | undefined;

  by(http: HttpModule): HttpModule {
    return {
      request: (options, onResponse) => {
        this.#request = http.request(options, onResponse);
        return this.#request;
      },
    };
  }

  abort(): void {
    this.#request?.destroy();
  }
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/**
 * Where an answer redirects to. Only a request that changes nothing, or a status that keeps the method
 * (307, 308), is followed, and only on the same origin: a token or a form must
 * never reach another server, and `https` is never continued on `http`.
 *
 * @throws {ServiceError} REDIRECT_REFUSED
 */
function redirectTarget(
  method: Method,
  from: URL,
  status: number,
  location: string | undefined,
): URL {
  const refuse = (reason: ReasonKey): never => {
    throw new ServiceError('REDIRECT_REFUSED', { statusCode: status, reason: because(reason) });
  };
  const target = resolveUrl(location ?? '', from);
  if (location === undefined || target === undefined) return refuse('toNowhere');
  if (target.origin !== from.origin) return refuse('toOtherServer');
  if (!isSafe(method) && status !== 307 && status !== 308) return refuse('otherThanGet');
  return target;
}
