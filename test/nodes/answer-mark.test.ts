import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { markAnswer, stateOfAnswer } from '../../nodes/lib/request/answer-mark';
import { until } from '../support/clock';
import { type Listening, listen } from '../support/listen';
import { inodeRequest, onTab } from './support/flow-nodes';
import { coreNode } from './support/node-red';
import { useTestBed } from './support/test-bed';

/** Node-RED's own hash. */
function hashSum(value: unknown): string {
  const paths = [dirname(require.resolve('@node-red/nodes/package.json'))];
  const sum: (value: unknown) => string = require(require.resolve('hash-sum', { paths }));
  return sum(value);
}

describe('the headers of an answer', () => {
  const name = fc
    .string({ minLength: 1 })
    .map((text) => text.toLowerCase())
    .filter((text) => text !== '__proto__');
  const headersOf = <T>(value: fc.Arbitrary<T>) =>
    fc.dictionary(name, value, { noNullPrototype: true });

  it('are marked as Node-RED does it', () => {
    fc.assert(
      fc.property(headersOf(fc.string()), (headers) => {
        const { 'x-node-red-request-node': mark, ...others } = markAnswer(headers);
        assert.deepEqual(others, headers);
        assert.equal(mark, hashSum(headers));
      }),
    );
  });

  it('of the core node are known, cookies included, until they are changed', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 12 }));
    fc.assert(
      fc.property(headersOf(value), (headers) => {
        const marked = { ...headers, 'x-node-red-request-node': hashSum(headers) };
        assert.equal(stateOfAnswer(marked), 'unchanged');
        assert.equal(stateOfAnswer({ ...marked, 'x-new-one': '1' }), 'changed');
      }),
    );
    assert.equal(stateOfAnswer({ etag: '1' }), 'none');
  });
});

describe('the headers of an answer that reach the next request', () => {
  const bed = useTestBed();
  const asked: IncomingHttpHeaders[] = [];
  let service: Listening;
  beforeEach(async () => {
    asked.length = 0;
    service = await listen(
      createServer((request, answer) => {
        asked.push(request.headers);
        answer.setHeader('set-cookie', ['a=1', 'b=2']).end('{}');
      }),
    );
  });
  afterEach(() => service.close());

  const core = (id: string, wires: string[][]) =>
    onTab({ id, type: 'http request', method: 'GET', ret: 'txt', url: service.origin, wires });

  it('are not sent by it, whether it is the core node or this one', async () => {
    await bed.deploy(
      [
        inodeRequest({ path: 'v1/links/', wires: [['core']] }),
        core('core', [['second']]),
        inodeRequest({ id: 'second', path: 'v1/links/', wires: [['out']] }),
      ],
      { prepare: coreNode('network/21-httprequest.js') },
    );
    void bed.trigger('request', { payload: 'x' });
    await until(() => bed.journal.received('out').length === 1, 'it comes through');
    assert.equal(asked.length, 1);
    for (const name of ['content-type', 'x-node-red-request-node', 'date', 'vary']) {
      assert.equal(asked[0]?.[name], undefined, name);
    }
    const sent = bed.simulator.requests.filter(({ method }) => method === 'GET');
    assert.equal(sent.length, 2);
    assert.deepEqual(sent[1]?.headers, sent[0]?.headers);
  });
});
