import { once } from 'node:events';
import type { Server, Socket } from 'node:net';

/** A server of the tests on loopback. */
export interface Listening {
  readonly port: number;
  /** Its address by http, without a slash at the end. */
  readonly origin: string;
  /** Connections that it was asked for, whatever became of them. */
  readonly connections: number;
  /** Those of them that are open. */
  readonly open: number;
  /** Breaks off all connections that there are. */
  drop(): void;
  /** Ends it immediately, with all its connections. */
  close(): Promise<void>;
}

/** Lets a server listen on a free port of 127.0.0.1, or on the one that is given. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    // Who breaks off is the matter of the tests, not of this server.
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: address.port,
    origin: `http://127.0.0.1:${address.port}`,
    drop,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      drop();
      await closed;
    },
  };
}
