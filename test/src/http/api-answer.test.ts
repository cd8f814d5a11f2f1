import assert from 'node:assert/strict';
import { type ApiCall, apiRequest } from '../../../src/http/api-request';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';
import { Watcher } from '../../support/watcher';

const BASE = new URL('https://api.example/rdp/');

function request(call: Partial<ApiCall>) {
  const { signal } = new Watcher();
  return apiRequest(BASE, { method: 'GET', path: 'data', query: [], signal, ...call }, 30_000);
}

describe('the answer to a request', () => {
  const read = (body: string, head?: AnswerHead) => request({}).read(answerOf(body, head));

  it('is its status and its JSON', async () => {
    const head = { status: 201, headers: { etag: '"1"', 'set-cookie': 'session=1' } };
    assert.deepEqual(await read('{"a":1}', head), {
      status: 201,
      headers: { etag: '"1"' },
      body: { a: 1 },
    });
  });

  it('keeps large numbers exact', async () => {
    assert.deepEqual((await read('[9007199254740993]')).body, ['9007199254740993']);
  });

  const EMPTY: [what: string, head: AnswerHead][] = [
    ['has the status 204', { status: 204 }],
    ['says that its length is 0', { headers: { 'content-length': '0' } }],
    ['is chunked and ends immediately', {}],
  ];
  for (const [what, head] of EMPTY) {
    it(`is empty where it ${what}`, async () => {
      const { status, body } = await read('', head);
      assert.deepEqual([status, body], [head.status ?? 200, undefined]);
    });
  }

  it('is an error where its status says so', async () => {
    const { code, facts } = await rejection(
      read('{}', { status: 503, headers: { 'retry-after': '7' } }),
    );
    assert.deepEqual([code, facts.statusCode, facts.retryAfter], ['SERVER_ERROR', 503, 7]);
  });

  it('is refused where it is not JSON', async () => {
    assert.equal((await rejection(read('<p>'))).code, 'ANSWER_INVALID');
  });

  const AUTOMATIC: [type: string | undefined, body: string, expected: unknown][] = [
    ['application/json; charset=utf-8', '{"a":1}', { a: 1 }],
    ['application/geo+json', '{"a":1}', { a: 1 }],
    [undefined, '{"a":1}', { a: 1 }],
    ['application/x-ndjson', '{"a":1}\n\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['application/jsonl', '1\r\n"x"\n', [1, 'x']],
    ['text/csv', 'a,b\r\n1,"x\ny"\r\n', 'a,b\r\n1,"x\ny"\r\n'],
    ['text/plain', '\uFEFFa', 'a'],
    ['text/html', '<p>', '<p>'],
    ['application/atom+xml', '<a/>', '<a/>'],
    ['application/pdf', '%PDF-1.7\n', Buffer.from('%PDF-1.7\n')],
    ['application/octet-stream', '', Buffer.alloc(0)],
    ['not a type', 'a', Buffer.from('a')],
    ['text/csv', '', ''],
  ];
  for (const [type, body, expected] of AUTOMATIC) {
    it(`that is "${body}" as ${type} is read as its Content-Type says`, async () => {
      const headers = type === undefined ? {} : { 'content-type': type };
      const answer = await request({ answer: 'auto' }).read(answerOf(body, { headers }));
      assert.deepEqual(answer.body, expected);
    });
  }

  it('is read as the caller says, whatever its Content-Type', async () => {
    const head = { headers: { 'content-type': 'application/json' } };
    const as = (answer: 'json' | 'text' | 'buffer') =>
      request({ answer }).read(answerOf('{"a":1}', head));
    assert.deepEqual((await as('json')).body, { a: 1 });
    assert.equal((await as('text')).body, '{"a":1}');
    assert.deepEqual((await as('buffer')).body, Buffer.from('{"a":1}'));
  });

  for (const [what, header, status] of [
    ['a range', ['range', 'bytes=0-1'], 206],
    ['the difference', ['a-im', 'diffe'], 226],
  ] as const) {
    it(`that is a part is a result for who asked for ${what}, and for nobody else`, async () => {
      const part = () => answerOf('ab', { status });
      const answer = await request({ headers: [header], answer: 'buffer' }).read(part());
      assert.deepEqual([answer.status, answer.body], [status, Buffer.from('ab')]);
      for (const headers of [[], [['x-range', '1']]] as const) {
        const refused = await rejection(request({ headers, answer: 'buffer' }).read(part()));
        assert.equal(refused.facts.statusCode, status);
      }
    });
  }

  it('that is as it was is a result for who asked on that condition, and for nobody else', async () => {
    const headers = [['If-None-Match', '"1"']] as const;
    const answer = await request({ headers }).read(answerOf('', { status: 304 }));
    assert.deepEqual([answer.status, answer.body], [304, undefined]);
    assert.equal((await rejection(read('', { status: 304 }))).facts.statusCode, 304);
  });
});
