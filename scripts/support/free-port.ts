import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCodeOf } from '../../src/redact';

/**
 * Below the ports that Linux, macOS and Windows give to whoever does not ask for one: such a port
 * may be somebody else's before the one who asked for it here listens.
 */
const FIRST = 20_000;
const END = 32_768;

/** Of a port that somebody else has, or that only the system may have. */
const TAKEN: ReadonlySet<string | undefined> = new Set(['EADDRINUSE', 'EACCES']);

/** A port of 127.0.0.1 that nobody listens on: the preferred one where it is free. */
export async function freePort(preferred?: number): Promise<number> {
  let port = preferred ?? randomInt(FIRST, END);
  while (!(await isFree(port))) port = randomInt(FIRST, END);
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (TAKEN.has(errorCodeOf(error))) return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
