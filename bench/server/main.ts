/**
 * The server that all rows of the benchmark ask. It does nothing but put bytes
 * on the wire that were made beforehand: below `/<n>/api/` is an iNode whose
 * list of devices has n items, and below `/<n>/unchanged/api/` one that gives it
 * a validator, and says 304 to whoever asks by that.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answerParent } from '../answer-parent';
import type { Counts } from '../sample';
import { type Answers, writeAnswers } from './answers';
import { Tokens } from './tokens';

const TOKEN_PATH = /^\/\d+\/(?:unchanged\/)?api\/oauth\/token\/$/;
const LIST_PATH = /^\/(\d+)\/(unchanged\/)?api\/v1\/devices\/$/;
const ETAG = '"1"';

const tokens = new Tokens();
const lists = new Map<string, Answers>();
let [requests, unchanged, tokenRequests] = [0, 0, 0];

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', `http://${request.headers.host}`);
  if (TOKEN_PATH.test(url.pathname)) void grant(request, response);
  else serveList(url, request, response);
});

async function grant(request: IncomingMessage, response: ServerResponse): Promise<void> {
  tokenRequests++;
  const { status, body } = tokens.grant(new URLSearchParams(await text(request)));
  answer(response, status, Buffer.from(JSON.stringify(body)));
}

function serveList(url: URL, request: IncomingMessage, response: ServerResponse): void {
  requests++;
  if (!tokens.admits(request.headers.authorization)) {
    const challenge = 'Bearer realm="api",error="invalid_token"';
    answer(response, 401, Buffer.from('{"detail":"expired"}'), { 'www-authenticate': challenge });
    return;
  }
  const hasValidator = LIST_PATH.exec(url.pathname)?.[2] !== undefined;
  if (hasValidator && request.headers['if-none-match'] === ETAG) {
    unchanged++;
    response.writeHead(304, { etag: ETAG }).end();
    return;
  }
  const { whole, pages } = answersAt(url);
  const page = pages[Number(url.searchParams.get('page') ?? 1) - 1];
  const body = url.searchParams.has('no_pagination') ? whole : page;
  const headers = hasValidator ? { etag: ETAG } : {};
  answer(response, body ? 200 : 404, body ?? Buffer.from('{"detail":"Invalid page."}'), headers);
}

function answersAt({ origin, pathname }: URL): Answers {
  const answers = lists.get(pathname) ?? writeAnswers(itemsAt(pathname), `${origin}${pathname}`);
  lists.set(pathname, answers);
  return answers;
}

function itemsAt(pathname: string): number {
  return Number(LIST_PATH.exec(pathname)?.[1] ?? 0);
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

answerParent({
  async origin() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : undefined;
  },
  /** How often it was asked since the last time that the parent wanted to know. */
  counts(): Counts {
    const counted = { requests, unchanged, tokenRequests };
    [requests, unchanged, tokenRequests] = [0, 0, 0];
    return counted;
  },
  expire: () => tokens.expire(),
});
