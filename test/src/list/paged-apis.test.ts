import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { util } from '@node-red/util';
import { readPaging } from '../../../nodes/lib/request/read-paging';
import { PAGING_DEFAULTS } from '../../../nodes/settings';
import { asRecord } from '../../../src/json-value';
import type { Chunk, ListMode } from '../../../src/list/page';
import { createInode, type Inode } from '../../../src/services/inode';
import { useFakeClock } from '../../support/clock';
import { type Listening, listen } from '../../support/listen';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';
import { PAGED_APIS, type PagedApi, type PagedRequest } from './support/paged-apis';

const ITEMS = Array.from({ length: 7 }, (_, index) => ({ id: 101 + index }));

describe('the list of a public API', () => {
  const clock = useFakeClock();
  let api: PagedApi;
  let server: Listening;
  let inode: Inode;
  /** Requests for pages that were answered with one. */
  let answered: number;
  let signIns: number;
  /** What is answered instead of a page, by the number of the request. */
  let faults: Map<number, number>;
  let isElsewhere: boolean;
  let visitors: string[];

  async function respond(request: IncomingMessage): Promise<[number, unknown, object?]> {
    const url = new URL(request.url ?? '', server.origin);
    visitors.push(request.headers.host ?? '');
    if (url.pathname === '/api/oauth/token/') {
      signIns++;
      return [200, { access_token: `t${signIns}`, refresh_token: `r${signIns}`, expires_in: 600 }];
    }
    if (request.headers.authorization !== `Bearer t${signIns}`) return [401, { detail: 'No.' }];
    const sent = await text(request);
    const status = faults.get(answered);
    faults.delete(answered);
    if (status !== undefined) return [status, { detail: 'Later.' }, { 'retry-after': '0' }];
    answered++;
    const asked: PagedRequest = { url, body: asRecord(sent === '' ? {} : JSON.parse(sent)) };
    const { body, headers } = api.answer(asked, ITEMS);
    const moved = isElsewhere
      ? JSON.stringify(body).replaceAll(server.origin, 'http://evil.test')
      : '';
    const link = isElsewhere && headers?.['link']?.replaceAll(server.origin, 'http://evil.test');
    return [200, isElsewhere ? JSON.parse(moved) : body, { ...headers, ...(link && { link }) }];
  }

  beforeEach(async () => {
    [answered, signIns, faults, isElsewhere, visitors] = [0, 0, new Map(), false, []];
    server = await listen(
      createServer((request, response) => {
        void respond(request).then(([status, body, headers]) => {
          const all = { 'content-type': 'application/json', ...headers };
          response.writeHead(status, all).end(JSON.stringify(body));
        });
      }),
    );
    inode = createInode({
      baseUrl: `${server.origin}/api/`,
      auth: {
        kind: 'oauth2',
        username: 'user',
        password: 'pass',
        clientId: 'client',
        clientSecret: 'secret',
        scope: 'sync',
      },
      timeout: 30_000,
      retries: 3,
      concurrency: 4,
      proxy: {},
    });
  });
  afterEach(async () => {
    await inode.close();
    await server.close();
  });

  /** Reads the list, and returns the ids of its items. */
  async function read(each: PagedApi, mode: ListMode = 'list'): Promise<unknown[]> {
    api = each;
    const ids: unknown[] = [];
    const paging = readPaging({ util }, { ...PAGING_DEFAULTS, ...each.settings });
    const { signal, observer } = new Watcher(clock);
    const call = { path: each.path, query: [], body: each.post, paging, mode, signal, observer };
    await inode.listAt(call, async ({ items }) => {
      ids.push(...items.map((item) => asRecord(item)['id']));
    });
    return ids;
  }

  const all = ITEMS.map(({ id }) => id);

  for (const each of PAGED_APIS) {
    it(`is read to its end, each item once, as ${each.name}`, async () => {
      assert.deepEqual(await read(each), all);
      assert.equal(answered, each.requests);
    });

    it(`is the same with a 503 and a 401 in the middle, as ${each.name}`, async () => {
      // A POST is not repeated, unless somebody says that it may.
      faults = new Map([
        [each.post === undefined ? 1 : 9, 503],
        [2, 401],
      ]);
      assert.deepEqual(await read(each, 'items'), all);
      assert.equal(answered, each.requests);
      assert.equal(signIns, 2);
    });
  }

  it('is not read with a page left out, where a scroll may have gone on without an answer', async () => {
    faults = new Map([[1, 503]]);
    const scroll = PAGED_APIS.find(({ name }) => name.includes('a scroll,'));
    assert(scroll !== undefined);
    assert.equal((await rejection(read(scroll))).code, 'SERVER_ERROR');
    assert.equal(answered, 1);
  });

  it('is an error where a later page is not one of a list, but a page to sign in', async () => {
    api = {
      name: 'a gate',
      path: 'v1/x/',
      settings: {},
      requests: 2,
      answer: ({ url }) =>
        url.search === ''
          ? { body: { next: '?page=2', results: ITEMS } }
          : { body: '<html>', headers: { 'content-type': 'text/html' } },
    };
    for (const mode of ['list', 'items', 'pages'] as const) {
      const chunks: Chunk[] = [];
      const { signal, observer } = new Watcher(clock);
      const call = { path: api.path, query: [], answer: 'auto', mode, signal, observer } as const;
      const reading = inode.listAt(call, async (chunk) => void chunks.push(chunk));
      assert.equal((await rejection(reading)).code, 'ANSWER_INVALID');
      assert(chunks.every(({ isLast, form }) => !isLast && form === undefined));
    }
  });

  for (const name of ['GitHub', 'OData', 'OGC API', 'Django REST Framework: a cursor']) {
    it(`ends where its next page is on another server, which gets nothing, as ${name}`, async () => {
      isElsewhere = true;
      const each = PAGED_APIS.find((known) => known.name.startsWith(name));
      assert(each !== undefined);
      const { code, facts } = await rejection(read(each));
      assert.deepEqual([code, String(facts.reason)], ['PAGING_INVALID', 'nextElsewhere']);
      assert.deepEqual(new Set(visitors), new Set([new URL(server.origin).host]));
    });
  }
});
