import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { InodeRequestSettings } from '../../nodes/settings';
import { until } from '../support/clock';
import { assertBrokenOff, assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, inodeRequest, JOIN } from './support/flow-nodes';
import { type OpenAnswer, startOpenAnswer } from './support/open-answer';
import { partsOf, payloadOf } from './support/parts';
import { useTestBed } from './support/test-bed';

type Settings = Partial<InodeRequestSettings> & { wires?: string[][] };

const PATH = 'v1/export/';

/** 200 KB: several chunks. */
const ROWS = Array.from({ length: 5_000 }, (_, id) => `${id},"a ""b""\r\n${'x'.repeat(20)}",é`);
const CSV = `id,text,name\r\n${ROWS.join('\r\n')}\r\n`;

describe('an iNode request for what is not a JSON list', () => {
  const bed = useTestBed();
  const deploy = (settings: Settings = {}): Promise<void> =>
    bed.deploy([inodeRequest({ path: PATH, ...settings }), JOIN, CATCH, CAUGHT]);

  const answer = (type: string, body: string | Buffer, more = {}): void => {
    const headers = { 'content-type': type, 'x-request-id': 'a-1', ...more };
    bed.simulator.faults.add({
      on: { path: `/api/${PATH}` },
      fault: { kind: 'answer', status: 200, headers, body },
    });
  };

  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Settings) {
    await deploy(settings);
    return assertSent(await bed.trigger('request', { topic: 'kept', headers: { 'X-Own': '1' } }));
  }

  const joined = () => bed.journal.received('out')[0]?.payload;

  it('sends CSV in one message, untouched', async () => {
    answer('text/csv; charset=utf-8', CSV);
    const [message, ...others] = await ask({ mode: 'list' });
    assert.deepEqual(others, []);
    assert.equal(message?.payload, CSV);
    assert.equal(Object(message).headers['x-request-id'], 'a-1');
    assert.equal(Object(message).topic, 'kept');
  });

  it('sends CSV line by line, and quoted line breaks do not end one', async () => {
    answer('text/csv', gzipSync(CSV), { 'content-encoding': 'gzip' });
    const messages = await ask({ mode: 'items', wires: [['join']] });
    assert.deepEqual(messages.map(payloadOf), ['id,text,name', ...ROWS]);
    const last = messages.length - 1;
    assert.deepEqual(partsOf(messages).at(0), { type: 'string', ch: '\n', index: 0 });
    assert.deepEqual(partsOf(messages).at(-1), {
      type: 'string',
      ch: '\n',
      index: last,
      count: last + 1,
    });
    assert(messages.every((message) => Object(message).headers['x-request-id'] === 'a-1'));
    await until(() => joined() !== undefined, 'the lines are joined');
    assert.equal(joined(), ['id,text,name', ...ROWS].join('\n'));
  });

  it('sends CSV in chunks of complete lines, of which a join node makes the text', async () => {
    answer('text/csv; charset=iso-8859-1', Buffer.from(CSV, 'latin1'));
    const messages = await ask({ mode: 'pages', wires: [['join']] });
    assert(messages.length > 2);
    assert(messages.every(({ payload }) => String(payload).endsWith('\r\n')));
    await until(() => joined() !== undefined, 'the chunks are joined');
    assert.equal(joined(), CSV);
  });

  it('sends a file in chunks, of which a join node makes the Buffer', async () => {
    const file = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256));
    answer('application/pdf', file);
    const messages = await ask({ mode: 'pages', wires: [['join']] });
    assert(messages.length > 2 && messages.every(({ payload }) => Buffer.isBuffer(payload)));
    await until(() => joined() !== undefined, 'the chunks are joined');
    assert.deepEqual(joined(), file);
  });

  const ITEMS = Array.from({ length: 2_500 }, (_, id) => ({ id, name: 'x'.repeat(50) }));
  const LINES: [mode: InodeRequestSettings['mode'], payloads: unknown[]][] = [
    ['items', ITEMS],
    ['pages', [ITEMS.slice(0, 1_000), ITEMS.slice(1_000, 2_000), ITEMS.slice(2_000)]],
    ['list', [ITEMS]],
    ['answer', [ITEMS]],
  ];
  for (const [mode, payloads] of LINES) {
    it(`sends lines of JSON as ${mode}`, async () => {
      answer('application/x-ndjson', `${ITEMS.map((item) => JSON.stringify(item)).join('\n')}\n`);
      assert.deepEqual((await ask({ mode })).map(payloadOf), payloads);
    });
  }

  it('fails with the number of the line that is not JSON', async () => {
    answer('application/x-ndjson', '{"a":1}\n<p>\n');
    await deploy({ mode: 'list' });
    assert.match(assertFailed(await bed.trigger('request'), 'ANSWER_INVALID').message, /line 2/);
  });

  it('fails where nobody knows the charset', async () => {
    answer('text/plain; charset=utf-7', 'a');
    await deploy();
    assert.match(assertFailed(await bed.trigger('request'), 'ANSWER_INVALID').message, /utf-7/);
  });

  const EMPTY: [mode: InodeRequestSettings['mode'], payloads: unknown[]][] = [
    ['items', []],
    ['pages', []],
    ['answer', ['']],
  ];
  for (const [mode, payloads] of EMPTY) {
    it(`sends an empty text as ${mode}: ${payloads.length} messages`, async () => {
      answer('text/csv', '');
      assert.deepEqual((await ask({ mode })).map(payloadOf), payloads);
    });
  }

  it('is repeated, and signs in again, before anything was sent', async () => {
    for (const status of [503, 401]) {
      bed.simulator.faults.add({
        on: { path: `/api/${PATH}` },
        fault: { kind: 'answer', status, headers: { 'retry-after': '0' }, body: '{}' },
      });
    }
    answer('text/csv', CSV);
    await deploy({ mode: 'items' });
    const outcome = bed.trigger('request');
    await until(() => bed.simulator.count({ path: `/api/${PATH}` }) === 1, 'it is asked');
    for (let second = 0; second < 5; second++) await bed.clock.tickAsync(1_000);
    assert.deepEqual(assertSent(await outcome).map(payloadOf), ['id,text,name', ...ROWS]);
    assert.equal(bed.simulator.count({ path: `/api/${PATH}` }), 3);
  });
});

describe('a text of which a part has arrived', () => {
  const bed = useTestBed();
  let service: OpenAnswer;
  beforeEach(async () => {
    service = await startOpenAnswer('text/csv');
  });
  afterEach(() => service.close());

  it('has left in part, and is not asked for again where it breaks off', async () => {
    await bed.deploy([inodeRequest({ path: PATH, mode: 'items' }), CATCH, CAUGHT], {
      account: { baseUrl: service.baseUrl, auth: 'token' },
    });
    const outcome = bed.trigger('request', { topic: 'now' });
    await service.write('id\n1\n2\n"3');
    await until(() => {
      // More of a text is waited for as long as it would be on a network.
      bed.clock.tick(50);
      return bed.journal.sentBy('request') === 2;
    }, 'lines are sent');
    service.reset();
    const sent = assertBrokenOff(await outcome, 'ANSWER_INCOMPLETE');
    assert.deepEqual(sent.map(payloadOf), ['id', '1']);
    assert.equal(service.requests, 1);
  });
});
