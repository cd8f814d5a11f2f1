import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Aborter } from '../../../src/abort';
import type { Proxy } from '../../../src/connection/proxy';
import { openTunnel } from '../../../src/connection/tunnel';
import { type Listening, listen } from '../../support/listen';

describe('a tunnel through a proxy', () => {
  let server: Listening;
  let asked: IncomingMessage[];
  let answer: (socket: Duplex) => void;
  let closing: Aborter;
  const opened: Duplex[] = [];

  beforeEach(async () => {
    asked = [];
    answer = (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n');
    closing = new Aborter();
    const proxy = createServer().on('connect', (request: IncomingMessage, socket: Duplex) => {
      asked.push(request);
      answer(socket);
    });
    server = await listen(proxy);
  });

  afterEach(async () => {
    for (const socket of opened.splice(0)) socket.destroy();
    closing.abort();
    await server.close();
  });

  async function open(host: string, more: Partial<Proxy> = {}): Promise<Duplex> {
    const proxy: Proxy = { protocol: 'http:', host: '127.0.0.1', port: server.port, ...more };
    const socket = await openTunnel(proxy, host, 443, closing.signal);
    opened.push(socket);
    return socket;
  }

  it('is asked for by the name and the port of the service, without credentials where there are none', async () => {
    await open('service.example');
    assert.equal(asked[0]?.url, 'service.example:443');
    assert.equal(asked[0]?.headers.host, 'service.example:443');
    assert.equal(asked[0]?.headers['proxy-authorization'], undefined);
  });

  it('is asked for with an IPv6 address in brackets', async () => {
    await open('2001:db8::1');
    assert.equal(asked[0]?.url, '[2001:db8::1]:443');
  });

  it('shows the credentials of the proxy to the proxy', async () => {
    await open('service.example', { auth: { username: 'ann', password: 'p@ss' } });
    assert.equal(asked[0]?.headers['proxy-authorization'], 'Basic YW5uOnBAc3M=');
  });

  it('keeps what comes in one packet with the answer of the proxy', async () => {
    answer = (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nfirst bytes');
    const socket = await open('service.example');
    const [bytes] = await once(socket, 'data');
    assert.equal(String(bytes), 'first bytes');
  });

  for (const statusCode of [401, 403, 405, 407]) {
    it(`ends as PROXY_REFUSED where the proxy answers ${statusCode}`, async () => {
      answer = (socket) => socket.end(`HTTP/1.1 ${statusCode} No\r\n\r\n`);
      await assert.rejects(open('service.example'), {
        code: 'PROXY_REFUSED',
        facts: { statusCode },
      });
    });
  }

  it('ends as UNREACHABLE where the proxy does not get through', async () => {
    answer = (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    await assert.rejects(open('service.example'), { code: 'UNREACHABLE' });
  });

  it('ends with the account while the proxy does not answer', async () => {
    const reason = new Error('closed');
    answer = () => closing.abort(reason);
    await assert.rejects(open('service.example'), reason);
  });
});
