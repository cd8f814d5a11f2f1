import http from 'node:http';
import https from 'node:https';
import sinon, { type SinonSpy } from 'sinon';

/** Requests that left, or tried to leave, this process. */
export interface Spent {
  readonly calls: number;
  readonly tokenRequests: number;
}

/** The paths of all three services, also as a proxy is given them; no call ends like this. */
export const TOKEN_ENDPOINT = /\/token\/?$/;

/**
 * Counts what is asked for while `action` runs, at the source: a service that
 * is out of reach cannot count.
 */
export async function countRequests<T>(action: () => Promise<T>): Promise<[Spent, T]> {
  const spies: SinonSpy[] = [sinon.spy(http, 'request'), sinon.spy(https, 'request')];
  try {
    const result = await action();
    const paths = spies.flatMap((spy) => spy.args.map(([options]) => pathOf(options)));
    const tokenRequests = paths.filter((path) => TOKEN_ENDPOINT.test(path)).length;
    return [{ calls: paths.length - tokenRequests, tokenRequests }, result];
  } finally {
    for (const spy of spies) spy.restore();
  }
}

function pathOf(options: unknown): string {
  if (typeof options === 'object' && options !== null && 'path' in options) {
    return String(options.path);
  }
  throw new Error('requests are made in another way now');
}
