import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FarCommand, isFarCommand, PORTS, type SeenRequest } from './commands';
import { NameServer } from './name-server';
import { obey } from './remote';
import { ADDRESSES } from './wire';

/**
 * The far end of the wire, as a process: a service that answers everything
 * with an empty list, over HTTP and HTTPS, a proxy that leads to it, and the DNS.
 */
const names = new NameServer();
const seen: SeenRequest[] = [];
const sockets = new Set<Socket>();

/** Answers with an empty list, after so many milliseconds as `?wait=` says. */
async function serve({ method = '', url = '', socket }: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(url, 'http://service.test');
  seen.push({ method, path: pathname, address: plain(socket.localAddress) });
  await sleep(Number(searchParams.get('wait') ?? 0));
  response.setHeader('Content-Type', 'application/json');
  response.end('[]');
}

/** Leads each CONNECT to the service on this side, whatever name it asks for. */
function tunnel({ url = '' }: IncomingMessage, socket: Socket): void {
  seen.push({ method: 'CONNECT', path: url, address: plain(socket.localAddress) });
  const service = connect(PORTS.https, ADDRESSES.behindProxy, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(service).pipe(socket);
  });
  service.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.on('error', () => service.destroy()).on('close', () => service.destroy());
}

/** An address without the prefix that IPv4 has on a socket for both families. */
function plain(address = ''): string {
  return address.replace(/^::ffff:/, '');
}

function listen(server: Server, port: number): Promise<void> {
  server.on('connection', (socket) => {
    if (socket.remoteAddress?.endsWith(ADDRESSES.behindProxy) === true) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve) => server.listen(port, '::', resolve));
}

async function start(identity: { readonly cert: string; readonly key: string }): Promise<void> {
  // Connections are the client's to keep: none is closed from this side.
  const options = { keepAliveTimeout: 3_600_000 };
  const answer = (incoming: IncomingMessage, response: ServerResponse): void =>
    void serve(incoming, response);
  await listen(createServer(options, answer), PORTS.http);
  await listen(createSecureServer({ ...options, ...identity }, answer), PORTS.https);
  await listen(createServer(answer).on('connect', tunnel), PORTS.proxy);
  await names.listen(ADDRESSES.names);
}

function handle(command: FarCommand): Promise<void> | SeenRequest[] | number | null {
  if (command.do === 'start') return start(command.identity);
  if (command.do === 'requests') return seen.splice(0);
  if (command.do === 'connections') return sockets.size;
  names.set(command.name, command.addresses);
  return null;
}

obey((command) => {
  if (isFarCommand(command)) return handle(command);
  throw new Error('not a command for the far side');
});
