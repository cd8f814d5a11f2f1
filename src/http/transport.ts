import type { Readable } from 'node:stream';
import type { AxiosResponse } from 'axios';
import type { Connections } from '../connection/connections';
import { describeFailure } from '../connection/failure';
import { ServiceError } from '../errors';
import { because, type ReasonKey } from '../reasons';
import { httpClient } from './client';
import { Deadline } from './deadline';
import { shortMemory } from './memory';
import { type HttpAnswer, type HttpRequest, isRepeatable, type Method, type Send } from './message';
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
    signal: AbortSignal,
  ): Promise<AxiosResponse<Readable>> {
    const http = await httpClient();
    const mayOverlap = request.mayOverlap ?? isRepeatable(request);
    let { url } = request;
    for (let redirects = 0; ; redirects++) {
      const { axios, kept } = connections.to(url);
      const response = await kept.send(mayOverlap, (transport) => {
        request.observer?.onRequest?.();
        return http.request<Readable>({
          method: request.method,
          url: url.href,
          headers: {
            Accept: 'application/json',
            'Accept-Encoding': 'gzip, deflate, br',
            'User-Agent': 'node-red-inode',
            // Keeps axios from setting the type of a form where there is no body.
            'Content-Type': false,
            ...request.headers,
          },
          data: request.body,
          transport,
          ...axios,
          signal,
        });
      });
      if (!isRedirect(response.status)) return response;
      // In any case: an unread body would not release its connection.
      response.data.destroy();
      if (redirects === MAX_REDIRECTS) {
        throw new ServiceError('REDIRECT_REFUSED', { reason: because('inCircle') });
      }
      const location = headerOf(response, 'location');
      url = redirectTarget(request.method, url, response.status, location);
    }
  }

  return async (request) => {
    const deadline = new Deadline(request.timeout, request.signal);
    const { signal } = deadline;
    try {
      const response = await exchange(request, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw describeFailure(error, 'answer');
      });
      deadline.phase = 'noEnd';
      try {
        return await request.read({
          status: response.status,
          header: (name) => headerOf(response, name),
          headers: headersOf(response),
          exchange: {},
          secrets: request.secrets ?? [],
          body: chunks(response.data, deadline, maxGigabytes),
          memory: shortMemory(),
        });
      } finally {
        response.data.destroy();
      }
    } finally {
      deadline.end();
    }
  };
}

/** The headers of an answer; of names that repeat, Node.js has joined the values. */
function headersOf({ headers }: AxiosResponse): HttpAnswer['headers'] {
  return Object.entries(headers).flatMap(([name, value]) =>
    // Where a name is that of a method of its own, axios has capitalized it.
    typeof value === 'string' ? [[name.toLowerCase(), value] as const] : [],
  );
}

function headerOf({ headers }: AxiosResponse, name: string): string | undefined {
  const value: unknown = headers[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The body's chunks, until the call is over: axios destroys it when the signal is aborted.
 *
 * @throws {ServiceError} PAGING_INVALID for a body that does not end
 */
function chunks(body: Readable, deadline: Deadline, maxGigabytes: number): AsyncIterable<Buffer> {
  const { signal } = deadline;
  // Not a generator around that of the stream: each chunk would wait for both.
  return {
    [Symbol.asyncIterator]() {
      const arriving: AsyncIterator<Buffer, undefined> = body[Symbol.asyncIterator]();
      let left = maxGigabytes * 2 ** 30;
      return {
        async next() {
          deadline.resume();
          try {
            const result = await arriving.next();
            // A stream that was destroyed before it was read ends without an error.
            if (result.done) {
              signal.throwIfAborted();
              return result;
            }
            left -= result.value.length;
            if (left < 0) throw endless(maxGigabytes);
            deadline.pause();
            return result;
          } catch (error) {
            signal.throwIfAborted();
            throw describeFailure(error, 'body');
          }
        },
      };
    },
  };
}

function endless(gigabytes: number): ServiceError {
  const reason = because('tooManyGigabytes', { gigabytes });
  return new ServiceError('PAGING_INVALID', { reason });
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
