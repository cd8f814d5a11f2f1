import type { Readable } from 'node:stream';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import { keepFreedMemory } from './memory';

/** What the transport says of a request. */
interface ClientRequest extends Omit<AxiosRequestConfig, 'headers'> {
  readonly headers: Record<string, string>;
}

/** Sends a request, and gives the answer when its head is there. */
export type HttpClient = (request: ClientRequest) => Promise<AxiosResponse<Readable>>;

let client: Promise<HttpClient> | undefined;

/**
 * The HTTP client of this process, which the transport uses. Loading axios takes a tenth of a
 * second and 16 MB, so it is not imported with this file but at the first call of this function:
 * the nodes make that call right after the flows have started (`nodes/lib/account/load-early.ts`).
 */
export function httpClient(): Promise<HttpClient> {
  client ??= loadClient().catch((error: unknown) => {
    // A disk that could not be read may be read the next time.
    client = undefined;
    throw error;
  });
  return client;
}

/**
 * Only axios' adapter is used. What is around it fits requests that nobody has prepared, and takes a
 * third of its time; and other nodes may have changed the defaults of a shared copy.
 */
async function loadClient(): Promise<HttpClient> {
  keepFreedMemory();
  const { default: axios } = await import('axios');
  const send = axios.getAdapter('http');
  return (request) =>
    send({
      ...request,
      // Their names are written in one way already, which `set` would see to.
      headers: Object.assign(new axios.AxiosHeaders(), request.headers),
      responseType: 'stream',
      // A redirect is followed by the transport and not by axios, which re-sends forms to other hosts.
      maxRedirects: 0,
      // No limit of its own, not even an infinite one: to count bytes, axios would wrap the body,
      // and an aborted answer would never release its connection.
      maxContentLength: -1,
      maxBodyLength: -1,
    });
}
