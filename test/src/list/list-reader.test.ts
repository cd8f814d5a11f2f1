import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { meter } from '../../../src/layers/meter';
import { ListReader, type ReadListCall } from '../../../src/list/list-reader';
import type { ListMode } from '../../../src/list/page';
import { type Listening, listen } from '../../support/listen';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

/** An answer to a request for the list. */
interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const LONG = JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ({ id, name: 'new' })));

describe('lists of one account', () => {
  const transport = useTransport();
  let server: Listening;
  let script: Scripted[];
  let requests: IncomingMessage[];
  let reader: ListReader;

  beforeEach(async () => {
    script = [];
    requests = [];
    reader = new ListReader(meter(transport, undefined), 30_000);
    server = await listen(
      createServer((request, response) => {
        requests.push(request);
        const { status = 200, headers, body } = script.shift() ?? {};
        response.writeHead(status, headers).end(body);
      }),
    );
  });
  afterEach(() => server.close());

  /** Has the service give these answers, and reads the list as often. */
  async function poll(
    answers: readonly Scripted[],
    mode: ListMode = 'list',
    more: Partial<ReadListCall> = {},
  ) {
    script.push(...answers);
    const lists: { items: unknown[]; isUnchanged: boolean | undefined }[] = [];
    for (const _ of answers) {
      const items: unknown[] = [];
      let isUnchanged: boolean | undefined;
      const call = { mode, signal: new Watcher().signal, ...more };
      const url = new URL(`http://127.0.0.1:${server.port}/`);
      await reader.read({ url }, call, async (chunk) => {
        items.push(...chunk.items);
        ({ isUnchanged } = chunk);
      });
      lists.push({ items, isUnchanged });
    }
    return lists;
  }

  for (const headers of [
    { etag: 'W/"1"' },
    { 'last-modified': 'Mon, 02 Mar 2026 12:00:00 GMT' },
  ] satisfies Scripted['headers'][]) {
    it(`are never older than before, where ${Object.keys(headers).join()} stays the same`, async () => {
      const lists = await poll([
        { headers, body: '["old"]' },
        { headers, body: '["new"]' },
        { status: 304 },
      ]);
      assert.deepEqual(lists, [
        { items: ['old'], isUnchanged: false },
        { items: ['new'], isUnchanged: false },
        { items: ['new'], isUnchanged: true },
      ]);
    });
  }

  it('are not kept any more when a newer one is sent in parts', async () => {
    const headers = { etag: 'W/"1"' };
    await poll([{ headers, body: '["old"]' }]);
    await poll([{ headers, body: LONG }], 'items');
    await poll([{ body: '["newer"]' }]);
    assert.deepEqual(
      requests.map((request) => request.headers['if-none-match']),
      [undefined, 'W/"1"', undefined],
    );
  });

  const conditions = () => requests.map(({ headers }) => headers['if-none-match']);

  it('are kept apart by the headers that they are asked for with', async () => {
    const headers = { etag: '"1"' };
    await poll([{ headers, body: '["plain"]' }]);
    const other = { headers: { 'Accept-Language': 'fr' } };
    await poll([{ headers, body: '["autre"]' }, { status: 304 }], 'list', other);
    const [again] = await poll([{ status: 304 }]);
    assert.deepEqual(again?.items, ['plain']);
    assert.deepEqual(conditions(), [undefined, undefined, '"1"', '"1"']);
  });

  it('are not kept where the caller names a state itself', async () => {
    const own = { headers: { 'If-None-Match': '"0"' } };
    const answers = [1, 2].map((id) => ({ headers: { etag: '"1"' }, body: `[${id}]` }));
    const lists = await poll(answers, 'list', own);
    assert.deepEqual(
      lists.map(({ items }) => items),
      [[1], [2]],
    );
    assert.deepEqual(conditions(), ['"0"', '"0"']);
  });

  it('are not kept where they are text or bytes', async () => {
    for (const type of ['text/csv', 'application/pdf']) {
      const headers = { etag: '"1"', 'content-type': type };
      const answers = [1, 2].map((id) => ({ headers, body: `${id}` }));
      await poll(answers, 'list', { answer: 'auto' });
    }
    assert.deepEqual(conditions(), [undefined, undefined, undefined, undefined]);
  });

  it('come over one connection, unchanged ones too', async () => {
    const unchanged = { status: 304 };
    await poll([{ headers: { etag: '"1"' }, body: '[1]' }, unchanged, unchanged, unchanged]);
    assert.equal(server.connections, 1);
  });
});
