import type { AxiosInstance } from 'axios';

/** What the transport uses of axios. */
export type HttpClient = Pick<AxiosInstance, 'request'>;

let client: Promise<HttpClient> | undefined;

/**
 * The HTTP client of this process, which the transport uses. Loading axios takes a tenth of a
 * second and 16 MB, so it is not imported with this file but at the first call of this function:
 * the nodes make that call right after the flows have started (`nodes/lib/account/load-early.ts`).
 */
export function httpClient(): Promise<HttpClient> {
  client ??= loadClient();
  return client;
}

/** The bare class is used because other nodes may have changed the defaults of a shared copy. */
async function loadClient(): Promise<HttpClient> {
  const { Axios } = await import('axios');
  return new Axios({
    adapter: 'http',
    responseType: 'stream',
    // A redirect is followed by the transport and not by axios, which re-sends forms to other hosts.
    maxRedirects: 0,
    decompress: true,
    validateStatus: () => true,
    // No limit of its own, not even an infinite one: to count bytes, axios would wrap the body,
    // and an aborted answer would never release its connection.
    maxContentLength: -1,
    maxBodyLength: -1,
  });
}
