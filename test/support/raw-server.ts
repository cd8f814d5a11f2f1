import { once } from 'node:events';
import { createServer } from 'node:net';

/** A server that speaks no HTTP of its own accord. */
export interface RawServer {
  readonly origin: string;
  /** Connections that it was asked for. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Starts a server that answers the first bytes of every connection with these, and then ends it. */
export async function startRawServer(bytes: string): Promise<RawServer> {
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.once('data', () => socket.end(bytes)).on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    get connections() {
      return connections;
    },
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}
