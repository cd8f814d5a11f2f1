import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { RequestSettings } from '../../nodes/settings';
import { until } from './support/clock';
import { assertFailed } from './support/failure';
import { request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';
import { single } from './support/single';

const LISTS = 'data/watchlists/v1/lists';
const PRICES = 'data/historical-pricing/v1/views/interday-summaries/VOD.L';

describe('an RDP request', () => {
  const { bed, deploy } = useRdpBed();

  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Partial<RequestSettings>, message?: NodeMessage) {
    await deploy([request({ path: LISTS, ...settings })]);
    return single(bed, 'request', message);
  }

  const last = () => bed.simulator.requests.at(-1);
  const one = (type: RequestSettings['query'][number]['type'], value: string) => [
    { name: 'count', value, type },
  ];

  it('sends the JSON of the answer on, and tells how it came', async () => {
    const message = await ask({ path: PRICES, query: one('num', '2') }, { topic: 'kept' });
    assert.equal(Object(message.payload)[0].data.length, 2);
    assert.equal(message.topic, 'kept');
    assert.equal(Object(message).statusCode, 200);
    assert.deepEqual(message.rdp, {
      method: 'GET',
      path: PRICES,
      fetchedAt: '2026-03-02T12:00:00.000Z',
      durationMs: 0,
      requests: 1,
    });
    assert.equal(
      `${last()?.method} ${last()?.path}?${last()?.search}`,
      `GET /rdp/${PRICES}?count=2`,
    );
    assert.match(last()?.headers.authorization ?? '', /^Bearer \w+$/);
    assert.equal(last()?.text, '');
    assert.equal(bed.observer.statusesOf('request').at(-1), 'green dot done');
  });

  it('stores, changes, replaces and deletes, each by its method', async () => {
    const body = { bodyType: 'json', body: '{"name": "mine"}' } as const;
    const created = await ask({ method: 'POST', ...body });
    assert.equal(Object(created).statusCode, 201);
    const { id } = Object(created.payload);
    const path = `${LISTS}/${id}`;
    assert.deepEqual(Object((await single(bed, 'request', { method: 'PATCH', path })).payload), {
      id,
      name: 'mine',
    });
    assert.deepEqual(
      Object((await single(bed, 'request', { method: 'put', path })).payload).id,
      id,
    );
    const deleted = await single(bed, 'request', { method: 'DELETE', path, payload: 'before' });
    assert.equal(Object(deleted).statusCode, 204);
    assert.equal(deleted.payload, undefined);
    assert.deepEqual(bed.simulator.rdp.watchlists, []);
  });

  describe('has its query', () => {
    const QUERIES: [
      type: RequestSettings['query'][number]['type'],
      value: string,
      search: string,
    ][] = [
      ['str', 'a b', 'count=a+b'],
      ['num', '3', 'count=3'],
      ['bool', 'true', 'count=true'],
      ['msg', 'payload', 'count=5'],
      ['jsonata', '[payload, payload + 1]', 'count=5&count=6'],
      ['env', 'INODE_TEST_COUNT', 'count=7'],
      ['msg', 'nothing', ''],
    ];
    for (const [type, value, search] of QUERIES) {
      it(`from a ${type} "${value}"`, async () => {
        bed.setEnvironment('INODE_TEST_COUNT', '7');
        await ask({ query: one(type, value) }, { payload: 5 });
        assert.equal(last()?.search, search);
      });
    }

    it('changed by msg.query', async () => {
      const query = { count: null, start: '2026-01-01', list: [1, 2] };
      await ask({ query: one('num', '2') }, { query });
      assert.equal(last()?.search, 'start=2026-01-01&list=1&list=2');
    });

    it('behind that of its path', async () => {
      await ask({ path: `${LISTS}?a=1`, query: one('num', '2') });
      assert.equal(last()?.search, 'a=1&count=2');
    });
  });

  describe('has its body', () => {
    const BODIES: [settings: Partial<RequestSettings>, text: string][] = [
      [{}, '{"name":"from the message"}'],
      [{ bodyType: 'msg', body: 'payload.name' }, '"from the message"'],
      [{ bodyType: 'json', body: '{"a": [1]}' }, '{"a":[1]}'],
      [{ bodyType: 'jsonata', body: '{"b": payload.name}' }, '{"b":"from the message"}'],
      [{ bodyType: 'str', body: 'some text' }, '"some text"'],
      [{ bodyType: 'msg', body: 'nothing' }, ''],
    ];
    for (const [settings, text] of BODIES) {
      it(`as ${text || 'none'} from ${JSON.stringify(settings)}`, async () => {
        await deploy([request({ path: LISTS, method: 'POST', ...settings })]);
        await bed.trigger('request', { payload: { name: 'from the message' } });
        assert.equal(last()?.text, text);
        assert.equal(last()?.headers['content-type'], text === '' ? undefined : 'application/json');
      });
    }

    it('not with GET', async () => {
      await ask({}, { payload: { a: 1 } });
      assert.equal(last()?.text, '');
      assert.equal(last()?.headers['content-type'], undefined);
    });
  });

  it('goes where the message says, by its method', async () => {
    const message = { method: 'post', path: `/${LISTS}`, payload: { name: 'new' } };
    const { rdp } = await ask({ path: PRICES }, message);
    assert.equal(`${last()?.method} ${last()?.path}`, `POST /rdp/${LISTS}`);
    assert.equal(Object(rdp).method, 'POST');
  });

  it('may take as long as the message says', async () => {
    await deploy([request({ path: LISTS })]);
    bed.simulator.faults.add({ on: { method: 'GET' }, fault: { kind: 'hang' } });
    const outcome = bed.trigger('request', { requestTimeout: 250 });
    await until(() => bed.simulator.count({ method: 'GET' }) === 1, 'the request arrives');
    bed.clock.tick(250);
    assert.match(assertFailed(await outcome, 'TIMEOUT').message, /after 0\.25 s/);
  });

  describe('is not sent', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const CASES: [what: string, settings: Partial<RequestSettings>, message: NodeMessage][] = [
      ['its path leaves the base URL', { path: '../api/v1/links/' }, {}],
      ['msg.path leaves the base URL', {}, { path: 'https://other.example/rdp/' }],
      ['msg.path leaves it in disguise', {}, { path: '%2e%2e/api/v1/links/' }],
      ['it has no path', { path: ' ' }, {}],
      ['msg.path is no text', {}, { path: 5 }],
      ['msg.method is none', {}, { method: 'TRACE' }],
      ['its body is broken JSON', { method: 'POST', bodyType: 'json', body: '{' }, {}],
      ['its body is broken JSONata', { method: 'POST', bodyType: 'jsonata', body: '$(' }, {}],
      ['its body refers to itself', { method: 'POST' }, { payload: cycle }],
      ['its body holds a BigInt', { method: 'POST' }, { payload: { id: 1n } }],
    ];
    for (const [what, settings, message] of CASES) {
      it(`where ${what}`, async () => {
        await deploy([request({ path: LISTS, ...settings })]);
        assertFailed(await bed.trigger('request', message), 'REQUEST_INVALID');
        assert.equal(bed.simulator.requests.length, 0);
      });
    }

    it('where a query parameter cannot be evaluated', async () => {
      await deploy([request({ path: LISTS, query: one('jsonata', '$(') })]);
      const { message } = assertFailed(await bed.trigger('request'), 'QUERY_INVALID');
      assert.match(message, /"count"/);
      assert.equal(bed.simulator.requests.length, 0);
    });
  });
});
