import { once } from 'node:events';
import { createServer } from 'node:net';

async function listen(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : port;
}

/** A port of 127.0.0.1 that nobody listens on: the preferred one where it is free. */
export async function freePort(preferred = 0): Promise<number> {
  try {
    return await listen(preferred);
  } catch {
    return listen(0);
  }
}
