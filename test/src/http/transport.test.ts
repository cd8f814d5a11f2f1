import assert from 'node:assert/strict';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { useSimulator } from '../../../simulator/test/support';
import { readText } from '../../../src/http/body';
import { SHORT_ANSWER } from '../../../src/http/memory';
import { listRequest } from '../../support/list-request';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

describe('the transport', () => {
  const simulator = useSimulator();
  const send = useTransport();
  const answer = (body: string | Buffer, headers: Record<string, string> = {}) =>
    simulator.current.faults.add({ fault: { kind: 'answer', status: 200, headers, body } });
  const text = () => send({ ...listRequest(simulator.current), read: readText });

  it('asks for JSON, in any encoding that it can read', async () => {
    await text();
    const headers = simulator.current.requests[0]?.headers;
    assert.equal(headers?.accept, 'application/json');
    assert.equal(headers?.['accept-encoding'], 'gzip, deflate, br');
  });

  it('sends services and proxies what it is, without a version', async () => {
    await text();
    assert.equal(simulator.current.requests[0]?.headers['user-agent'], 'node-red-inode');
  });

  for (const query of ['no_pagination', 'a=1&no_pagination&b=%20+%26', '']) {
    it(`sends the query "${query}" as it is`, async () => {
      const url = new URL(`v1/links/?${query}`, simulator.current.baseUrl);
      await send(listRequest(simulator.current, new Watcher(), { url, read: readText }));
      assert.equal(simulator.current.requests[0]?.search, query);
    });
  }

  it('passes on the status and the headers, whatever their case', async () => {
    answer('', { 'X-Request-ID': 'seven' });
    const read = async ({ status, header }: Parameters<typeof readText>[0]) => [
      status,
      header('x-request-id'),
      header('x-missing'),
    ];
    const seen = await send({ ...listRequest(simulator.current), read });
    assert.deepEqual(seen, [200, 'seven', undefined]);
  });

  for (const [encoding, compress] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const) {
    it(`reads a body in ${encoding}`, async () => {
      answer(compress('["Zürich → Genève"]'), { 'content-encoding': encoding });
      assert.equal(await text(), '["Zürich → Genève"]');
    });

    it(`reports to the caller how much of a body in ${encoding} has arrived, decompressed`, async () => {
      answer(compress('x'.repeat(50_000)), { 'content-encoding': encoding });
      const watcher = new Watcher();
      await send(listRequest(simulator.current, watcher, { read: readText }));
      assert.equal(watcher.bytes, 50_000);
    });

    it(`ends a small body in ${encoding} that inflates beyond the cap`, async () => {
      const bomb = compress(Buffer.alloc(4_000_000, ' '));
      assert(bomb.length < SHORT_ANSWER, 'it is small on the wire');
      answer(bomb, { 'content-encoding': encoding });
      assert.equal((await rejection(text())).code, 'BODY_TOO_LARGE');
    });
  }

  it('takes a body that just fits under the cap', async () => {
    answer('x'.repeat(SHORT_ANSWER));
    assert.equal((await text()).length, SHORT_ANSWER);
  });

  it('ends a body that is one byte too large', async () => {
    answer('x'.repeat(SHORT_ANSWER + 1));
    assert.equal((await rejection(text())).code, 'BODY_TOO_LARGE');
  });

  it('passes an error of the reader on as it is', async () => {
    const failure = new Error('The reader failed.');
    const read = () => Promise.reject(failure);
    await assert.rejects(
      send(listRequest(simulator.current, new Watcher(), { read })),
      (error) => error === failure,
    );
  });
});
