import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Listening, listen } from '../../support/listen';

/** What a proxy does with a CONNECT, once it has noted it. */
export type OnConnect = (socket: Socket) => void;

/** A proxy of our own, for what a real one cannot be made to do. */
export interface ProxyServer extends Pick<Listening, 'close'> {
  readonly url: string;
  readonly port: number;
  /** The requests that it was asked for, such as `CONNECT inode.test:443`. */
  readonly requests: readonly string[];
  /** The `user:password` of each request that had one. */
  readonly users: readonly string[];
}

/**
 * Starts a proxy that takes every host for this machine.
 *
 * @param onConnect what it does instead of making tunnels.
 */
export async function startProxyServer(onConnect?: OnConnect): Promise<ProxyServer> {
  const requests: string[] = [];
  const users: string[] = [];
  const note = ({ method, url, headers }: IncomingMessage): void => {
    requests.push(`${method} ${url}`);
    const user = /^Basic (.+)$/.exec(headers['proxy-authorization'] ?? '')?.[1];
    if (user !== undefined) users.push(String(Buffer.from(user, 'base64')));
  };
  const server = createServer((incoming, response) => {
    note(incoming);
    forward(incoming, response);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    note(incoming);
    if (onConnect === undefined) tunnel(incoming, socket);
    else onConnect(socket);
  });
  const listening = await listen(server);
  const { port } = listening;
  const url = `http://127.0.0.1:${port}`;
  return { url, port, requests, users, close: () => listening.close() };
}

/** Never answers a CONNECT. */
export function staySilent(socket: Socket): void {
  // Sockets of an HTTP server stay half open of their own accord.
  socket.resume().on('end', () => socket.destroy());
}

/** Accepts a CONNECT and never says another word. */
export function acceptInSilence(socket: Socket): void {
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
  staySilent(socket);
}

function forward(incoming: IncomingMessage, response: ServerResponse): void {
  const { port, pathname, search } = new URL(incoming.url ?? '');
  const { method, headers } = incoming;
  const path = pathname + search;
  const outgoing = request({ host: '127.0.0.1', port, path, method, headers, agent: false });
  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', () => response.destroy());
  incoming.pipe(outgoing);
}

function tunnel({ url = '' }: IncomingMessage, socket: Socket): void {
  tunnelTo(Number(/:(\d+)$/.exec(url)?.[1]), socket);
}

/** Accepts a CONNECT, in these words, and leads it to a port of this machine. */
export function tunnelTo(port: number, socket: Socket, words = '200 Connection established'): void {
  const service = connect(port, '127.0.0.1');
  service.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('close', () => service.destroy());
  socket.write(`HTTP/1.1 ${words}\r\n\r\n`);
  socket.pipe(service).pipe(socket);
}
