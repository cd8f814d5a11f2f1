import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/** Milliseconds that a connection may take to come about. */
export const CONNECT_LIMIT = 10_000;

/**
 * Makes an agent give up on connections that do not come about: a mobile link
 * that is down swallows them without a word.
 *
 * @param ready the event that says that the connection stands.
 */
export function withConnectLimit<A extends Agent>(agent: A, ready: 'connect' | 'secureConnect'): A {
  const create = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback) => {
    const socket = create(options, callback);
    if (socket) limitConnect(socket, ready);
    return socket;
  };
  return agent;
}

/** Destroys a socket that is not ready in time, with the code that the system uses for it. */
export function limitConnect(socket: Duplex, ready: 'connect' | 'secureConnect'): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('connect timed out'), { code: 'ETIMEDOUT' }));
  }, CONNECT_LIMIT);
  const stop = (): void => clearTimeout(timer);
  socket.once(ready, stop);
  socket.once('close', stop);
}
