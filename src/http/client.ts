import type { AxiosInstance } from 'axios';

/** What the transport uses of axios. */
export type HttpClient = Pick<AxiosInstance, 'request'>;

let client: Promise<HttpClient> | undefined;

/**
 * The client of this process. Axios is loaded when somebody asks for it first: it costs a
 * tenth of a second and 16 MB, for which a Node-RED that starts should not wait.
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
    // No limit of its own, not even an infinite one: to count, it would wrap the body, and
    // an answer that is given up would keep its connection for ever.
    maxContentLength: -1,
    maxBodyLength: -1,
  });
}
