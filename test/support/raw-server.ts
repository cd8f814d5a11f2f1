import { createServer } from 'node:net';
import { type Listening, listen } from './listen';

/** Starts a server that answers the first bytes of every connection with these, and then ends it. */
export function startRawServer(bytes: string): Promise<Listening> {
  return listen(
    createServer((socket) => {
      socket.once('data', () => socket.end(bytes));
    }),
  );
}
