import { shortMemory } from './memory';
import type { Caller, HttpAnswer, HttpRequest, Send } from './message';

/** A service that is a function of this process. */
export type LocalService = (
  request: Pick<HttpRequest<unknown>, 'method' | 'url'> & {
    readonly headers: Readonly<Record<string, string>>;
  },
) => {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Takes the place of the layer that speaks HTTP: there is no network, and nothing to wait for. */
export function createLocalTransport(service: LocalService): Send {
  return async (request) => {
    const { method, url, headers = {}, signal, observer, secrets = [] } = request;
    signal.throwIfAborted();
    observer?.onRequest?.();
    const answer = service({ method, url, headers });
    return request.read({
      status: answer.status,
      header: (name) => answer.headers[name],
      headers: () => Object.entries(answer.headers),
      rateLimit: undefined,
      exchange: {},
      secrets,
      body: bodyOf(Buffer.from(answer.body), request),
      memory: shortMemory(),
    });
  };
}

async function* bodyOf(bytes: Buffer, { signal, observer }: Caller): HttpAnswer['body'] {
  observer?.onArrival?.(bytes.length);
  yield bytes;
  signal.throwIfAborted();
}
