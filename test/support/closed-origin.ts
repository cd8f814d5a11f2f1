import { freePort } from '../../scripts/support/free-port';

/** The origin of a port on loopback where nobody listens. */
export async function closedOrigin(): Promise<string> {
  return `http://127.0.0.1:${await freePort()}`;
}
