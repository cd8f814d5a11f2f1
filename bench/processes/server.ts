/**
 * The server that all rows of the benchmark ask. It only writes bytes that were made before: below
 * `/<n>/api/` is an iNode whose list of devices has n items, and below `/<n>/unchanged/api/` one
 * that gives it a validator, and answers 304 to a request that has it. With a key and a certificate
 * it speaks TLS behind a relay that counts what is on the wire.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { buildCity } from '../../src/sample/city';
import { devicesAt } from '../../src/sample/devices';
import { answerParent } from '../child';
import type { Counts } from '../measurement';
import { Relay } from './relay';

const TOKEN_PATH = /^\/\d+\/(?:unchanged\/)?api\/oauth\/token\/$/;
const LIST_PATH = /^\/(\d+)\/(unchanged\/)?api\/v1\/devices\/$/;
const ETAG = '"1"';

/** Items on a page. */
const PAGE_ITEMS = 1_000;

/** One device in this many has a computed value, with all digits of a double: some in each batch. */
const COMPUTED = 20;

/** A list of devices as it goes over the wire. */
interface List {
  /** All of it, for `no_pagination`. */
  readonly full: Buffer;
  /** Its pages, as Django REST Framework makes them. */
  readonly pages: readonly Buffer[];
}

const lists = new Map<string, List>();
const accessTokens = new Set<string>();
const refreshTokens = new Set<string>();
let counts: Counts = { requests: 0, unchanged: 0, tokenRequests: 0 };

const [, , keyFile, certFile] = process.argv;

const scheme = keyFile === undefined ? 'http' : 'https';

const server =
  keyFile === undefined || certFile === undefined
    ? createServer(serve)
    : createTlsServer({ key: readFileSync(keyFile), cert: readFileSync(certFile) }, serve);

let relay: Relay | undefined;

function serve(request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', `${scheme}://${request.headers.host}`);
  if (TOKEN_PATH.test(url.pathname)) void grant(request, response);
  else serveList(url, request, response);
}

/** Answers a form with new tokens. Any password will do; a refresh token that was used is dead. */
async function grant(request: IncomingMessage, response: ServerResponse): Promise<void> {
  counts = { ...counts, tokenRequests: counts.tokenRequests + 1 };
  const used = new URLSearchParams(await text(request)).get('refresh_token');
  if (used !== null && !refreshTokens.delete(used)) {
    answer(response, 400, Buffer.from('{"error":"invalid_grant"}'));
    return;
  }
  const [access, refresh] = [newToken(), newToken()];
  accessTokens.add(access);
  refreshTokens.add(refresh);
  const body = {
    access_token: access,
    expires_in: 432_000,
    token_type: 'Bearer',
    scope: 'sync',
    refresh_token: refresh,
  };
  answer(response, 200, Buffer.from(JSON.stringify(body)));
}

function serveList(url: URL, request: IncomingMessage, response: ServerResponse): void {
  counts = { ...counts, requests: counts.requests + 1 };
  const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
  if (!accessTokens.has(token)) {
    const challenge = 'Bearer realm="api",error="invalid_token"';
    answer(response, 401, Buffer.from('{"detail":"expired"}'), { 'www-authenticate': challenge });
    return;
  }
  const hasValidator = LIST_PATH.exec(url.pathname)?.[2] !== undefined;
  if (hasValidator && request.headers['if-none-match'] === ETAG) {
    counts = { ...counts, unchanged: counts.unchanged + 1 };
    response.writeHead(304, { etag: ETAG }).end();
    return;
  }
  const { full, pages } = listAt(url);
  const page = pages[Number(url.searchParams.get('page') ?? 1) - 1];
  const body = url.searchParams.has('no_pagination') ? full : page;
  const headers = hasValidator ? { etag: ETAG } : {};
  answer(response, body ? 200 : 404, body ?? Buffer.from('{"detail":"Invalid page."}'), headers);
}

function answer(
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const length = { 'content-type': 'application/json', 'content-length': body.length };
  response.writeHead(status, { ...length, ...headers }).end(body);
}

function listAt({ origin, pathname }: URL): List {
  const count = Number(LIST_PATH.exec(pathname)?.[1] ?? 0);
  const list = lists.get(pathname) ?? writeList(count, `${origin}${pathname}`);
  lists.set(pathname, list);
  return list;
}

/** @param url of the list, which its pages refer to */
function writeList(count: number, url: string): List {
  const items = devicesAt(buildCity({ devices: count, links: 0 }), Date.now()).map(
    (device, index) =>
      JSON.stringify(index % COMPUTED === 0 ? { ...device, current: device.current / 3 } : device),
  );
  const pages = Array.from({ length: Math.ceil(count / PAGE_ITEMS) }, (_, index) => {
    const results = items.slice(index * PAGE_ITEMS, (index + 1) * PAGE_ITEMS).join(',');
    const isLast = (index + 1) * PAGE_ITEMS >= count;
    const next = isLast ? 'null' : `"${url}?page=${index + 2}"`;
    const previous = index === 0 ? 'null' : `"${url}?page=${index}"`;
    return Buffer.from(
      `{"count":${count},"next":${next},"previous":${previous},"results":[${results}]}`,
    );
  });
  return { full: Buffer.from(`[${items.join(',')}]`), pages };
}

function newToken(): string {
  return randomBytes(15).toString('hex');
}

answerParent({
  async origin() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || address === null) return undefined;
    if (scheme === 'http') return `http://127.0.0.1:${address.port}`;
    relay = new Relay(address.port);
    return `https://127.0.0.1:${await relay.listen()}`;
  },
  wireCounts: () => relay?.counts(),
  cut: () => relay?.cut(),
  /** What it was asked for since the parent wanted to know it last. */
  counts() {
    const counted = counts;
    counts = { requests: 0, unchanged: 0, tokenRequests: 0 };
    return counted;
  },
  /** All access tokens expire before their time. */
  expire: () => accessTokens.clear(),
});
