import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

/** Requests that left, or tried to leave, this process. */
export interface Spent {
  readonly calls: number;
  readonly tokenRequests: number;
}

const CHANNEL = 'http.client.request.start';

/** The paths of all three services, also as a proxy is given them; no call ends like this. */
export const TOKEN_ENDPOINT = /\/token\/?$/;

/**
 * Counts what is asked for while `action` runs, at the source: a service that
 * is out of reach cannot count.
 */
export async function countRequests<T>(action: () => Promise<T>): Promise<[Spent, T]> {
  let calls = 0;
  let tokenRequests = 0;
  const onRequest = (message: unknown): void => {
    if (!isStart(message)) throw new Error('Node.js reports requests in another way now');
    if (TOKEN_ENDPOINT.test(message.request.path)) tokenRequests++;
    else calls++;
  };
  subscribe(CHANNEL, onRequest);
  try {
    const result = await action();
    return [{ calls, tokenRequests }, result];
  } finally {
    unsubscribe(CHANNEL, onRequest);
  }
}

function isStart(message: unknown): message is { readonly request: ClientRequest } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'request' in message &&
    message.request instanceof ClientRequest
  );
}
