import { request } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as startTls } from 'node:tls';
import type { Signal } from '../abort';
import { ServiceError } from '../errors';
import { because } from '../reasons';
import { withinConnectLimit } from './connect-limit';
import { dial } from './dial';
import { handshake } from './handshake';
import type { Proxy } from './proxy';

/**
 * Opens a tunnel to a host through a proxy's CONNECT (RFC 9110, 9.3.6).
 *
 * @param host a name or an address, IPv6 without brackets.
 * @throws {ServiceError} PROXY_REFUSED, UNREACHABLE; a system error; the reason of `closing`.
 */
export function openTunnel(
  proxy: Proxy,
  host: string,
  port: number,
  closing: Signal,
): Promise<Duplex> {
  const target = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
  return withinConnectLimit(
    async (signal) => connectThrough(await reach(proxy, signal), target, proxy, signal),
    closing,
    'proxy',
  );
}

/** A connection to the proxy itself. */
async function reach({ protocol, host, port }: Proxy, signal: Signal): Promise<Duplex> {
  const socket = await dial(host, port, signal);
  if (protocol === 'http:') return socket;
  const servername = isIP(host) === 0 ? host : '';
  return handshake(startTls({ socket, host, servername }), signal);
}

function connectThrough(
  connection: Duplex,
  target: string,
  proxy: Proxy,
  signal: Signal,
): Promise<Duplex> {
  const asked = request({
    createConnection: () => connection,
    method: 'CONNECT',
    path: target,
    headers: { Host: target, ...authorization(proxy) },
  });
  const forget = signal.onAbort(() => void asked.destroy(signal.reason));
  return new Promise<Duplex>((resolve, reject) => {
    asked.once('error', reject);
    asked.once('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode >= 200 && statusCode <= 299) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        reject(refusal(statusCode));
      }
    });
    asked.end();
  }).finally(forget);
}

function authorization({ auth }: Proxy): Record<string, string> {
  if (auth === undefined) return {};
  const encoded = Buffer.from(`${auth.username}:${auth.password}`).toString('base64');
  return { 'Proxy-Authorization': `Basic ${encoded}` };
}

/** Some proxies say 401 where they mean 407. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 405, 407]);

function refusal(statusCode: number): ServiceError {
  return REFUSALS.has(statusCode)
    ? new ServiceError('PROXY_REFUSED', { statusCode }, { sent: false })
    : new ServiceError(
        'UNREACHABLE',
        { reason: because('proxyAnswered', { status: statusCode }) },
        { sent: false },
      );
}
