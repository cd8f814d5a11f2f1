import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { RequestSettings } from '../../../nodes/settings';
import { until } from '../../support/clock';
import { assertFailed } from './failure';
import { onlyMessage } from './only-message';
import type { TestBed } from './test-bed';

/** A service whose endpoints can be called, and a node with the id `request` for that. */
export interface RequestBed {
  readonly bed: TestBed;
  /** Deploys the node; it sends a GET to `path` unless the settings say otherwise. */
  readonly deploy: (settings?: Partial<RequestSettings>) => Promise<void>;
  /** An endpoint that answers a GET with JSON, and where it is on the server. */
  readonly path: string;
  readonly serverPath: string;
  /** A path of another service on the same server, from its root on. */
  readonly otherPath: string;
}

const FORM_OF_LIST = {
  payload: [1, 2],
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
};

type QueryType = RequestSettings['query'][number]['type'];

/** What holds of the requests of every service: where they go, what they say, and what is not sent. */
export function testRequests({ bed, deploy, path, serverPath, otherPath }: RequestBed): void {
  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Partial<RequestSettings>, message?: NodeMessage) {
    await deploy(settings);
    return onlyMessage(bed, 'request', message);
  }

  const last = () => bed.simulator.requests.at(-1);
  const one = (type: QueryType, value: string) => [{ name: 'count', value, type }];

  describe('has its query', () => {
    const QUERIES: [type: QueryType, value: string, search: string][] = [
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
      await ask({ path: `${path}?a=1`, query: one('num', '2') });
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
        await deploy({ method: 'POST', ...settings });
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

  describe('has the header', () => {
    const HEADERS: [type: QueryType, value: string, sent: string | undefined][] = [
      ['str', 'a b', 'a b'],
      ['num', '3', '3'],
      ['bool', 'true', 'true'],
      ['msg', 'payload', '5'],
      ['jsonata', '[payload, payload + 1]', '5, 6'],
      ['env', 'INODE_TEST_HEADER', 'seven'],
      ['msg', 'nothing', undefined],
    ];
    for (const [type, value, sent] of HEADERS) {
      it(`from a ${type} "${value}"`, async () => {
        bed.setEnvironment('INODE_TEST_HEADER', 'seven');
        await ask({ headers: [{ name: 'x-test', value, type }] }, { payload: 5 });
        assert.equal(last()?.headers['x-test'], sent);
      });
    }

    it('that msg.headers has in place of the configured one, or leaves out', async () => {
      const headers = [
        { name: 'X-One', value: 'configured', type: 'str' as const },
        { name: 'X-Two', value: 'configured', type: 'str' as const },
      ];
      await ask({ headers }, { headers: { 'x-one': 1, 'X-TWO': null, 'X-Three': ['a', 'b'] } });
      const { 'x-one': one_, 'x-two': two, 'x-three': three } = last()?.headers ?? {};
      assert.deepEqual([one_, two, three], ['1', undefined, 'a, b']);
    });

    it('of the answer before it only where that was meant', async () => {
      const answer = await ask({});
      assert.match(String(Object(answer).headers['content-type']), /^application\/json/);
      const before = last()?.headers;
      const again = await onlyMessage(bed, 'request', { ...answer });
      assert.deepEqual(last()?.headers, before);
      assert.equal(typeof Object(again).headers.date, 'string');
    });
  });

  describe('sends a body of another type', () => {
    const BODIES: [type: string | undefined, payload: unknown, text: string][] = [
      ['application/x-www-form-urlencoded', { a: 1, b: ['x', 'y z'] }, 'a=1&b=x&b=y+z'],
      ['text/csv', 'a,b\r\n1,2\r\n', 'a,b\r\n1,2\r\n'],
      ['application/xml; charset=utf-8', '<é/>', '<é/>'],
      ['application/json', '{"a":1}', '{"a":1}'],
      ['application/gzip', Buffer.from('bytes'), 'bytes'],
      [undefined, Buffer.from('bytes'), 'bytes'],
    ];
    for (const [type, payload, text] of BODIES) {
      it(`as ${type ?? 'bytes'}`, async () => {
        await deploy({ method: 'POST' });
        const headers = type === undefined ? {} : { 'content-type': type };
        await bed.trigger('request', { payload, headers });
        assert.equal(last()?.text, text);
        assert.equal(last()?.headers['content-type'], type ?? 'application/octet-stream');
      });
    }
  });

  describe('reads an answer', () => {
    beforeEach(() => {
      const headers = { 'content-type': 'text/csv; charset=latin1' };
      const body = Buffer.from('name\nZoë\n', 'latin1');
      bed.simulator.faults.add({
        on: { method: 'GET' },
        fault: { kind: 'answer', status: 200, headers, body },
      });
    });

    it('as its Content-Type says', async () => {
      assert.equal((await ask({ answer: 'auto' })).payload, 'name\nZoë\n');
    });

    it('as was chosen', async () => {
      await deploy({ answer: 'json' });
      assertFailed(await bed.trigger('request'), 'ANSWER_INVALID');
    });
  });

  it('goes where the message says, by its method', async () => {
    await deploy({ path: 'elsewhere' });
    await bed.trigger('request', { method: 'post', path: `/${path}`, payload: { name: 'new' } });
    assert.equal(`${last()?.method} ${last()?.path}`, `POST ${serverPath}`);
  });

  it('may take as long as the message says', async () => {
    await deploy();
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
      ['its path leaves the base URL', { path: `../${otherPath}` }, {}],
      ['msg.path leaves the base URL', {}, { path: 'https://other.example/rdp/' }],
      ['msg.path leaves it in disguise', {}, { path: `%2e%2e/${otherPath}` }],
      ['it has no path', { path: ' ' }, {}],
      ['msg.path is not a text', {}, { path: 5 }],
      ['msg.method is not a text', {}, { method: 5 }],
      ['msg.method is not a method', {}, { method: 'TRACE' }],
      ['its body is broken JSON', { method: 'POST', bodyType: 'json', body: '{' }, {}],
      ['its body is broken JSONata', { method: 'POST', bodyType: 'jsonata', body: '$(' }, {}],
      ['its body refers to itself', { method: 'POST' }, { payload: cycle }],
      ['its body holds a BigInt', { method: 'POST' }, { payload: { id: 1n } }],
      ['it would have another sign-in', {}, { headers: { AUTHORIZATION: 'Basic eA==' } }],
      ['it would have a cookie', {}, { headers: { Cookie: 'a=1' } }],
      ['it would go to another host', {}, { headers: { host: 'other.example' } }],
      ['it would have another length', { method: 'POST' }, { headers: { 'content-length': 1 } }],
      ['a line break would begin a header', {}, { headers: { 'X-A': 'a\r\nX-B: b' } }],
      ['a header has no text', {}, { headers: { 'X-A': { b: 1 } } }],
      ['msg.headers is text', {}, { headers: 'X-A: b' }],
      ['msg.headers is a list', {}, { headers: [['X-A', 'b']] }],
      ['msg.headers hides its values', {}, { headers: new Map([['X-A', 'b']]) }],
      [
        'msg.headers is that of an answer, and was changed',
        {},
        { headers: { 'x-node-red-request-node': '12345678', etag: '"1"' } },
      ],
      [
        'a configured header is of the account',
        { headers: [{ name: 'Authorization', value: 'x', type: 'str' }] },
        {},
      ],
      ['its body is to be a form, and is a list', { method: 'POST' }, FORM_OF_LIST],
    ];
    for (const [what, settings, message] of CASES) {
      it(`where ${what}`, async () => {
        await deploy(settings);
        assertFailed(await bed.trigger('request', message), 'REQUEST_INVALID');
        assert.equal(bed.simulator.requests.length, 0);
      });
    }

    it('where msg.headers cannot be read', async () => {
      await deploy();
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      assertFailed(await bed.trigger('request', { headers: proxy }), 'MESSAGE_INVALID');
      assert.equal(bed.simulator.requests.length, 0);
    });

    it('where a query parameter cannot be evaluated', async () => {
      await deploy({ query: one('jsonata', '$(') });
      const { message } = assertFailed(await bed.trigger('request'), 'QUERY_INVALID');
      assert.match(message, /"count"/);
      assert.equal(bed.simulator.requests.length, 0);
    });
  });
}
