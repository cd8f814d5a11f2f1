import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import type { NodeMessage } from 'node-red';
import helper from 'node-red-node-test-helper';
import type { QueryParameter } from '../../nodes/settings';
import { assertFailed } from './support/failure';
import { links } from './support/flow-nodes';
import { one, sentParameters, sentParametersAgain } from './support/sent-parameters';
import { useTestBed } from './support/test-bed';

describe('a query of typed values', () => {
  const bed = useTestBed();

  it('takes text as it is, whatever it holds', async () => {
    assert.deepEqual(await sentParameters(bed, one('str', 'a b&c=d+%é')), ['a=a b&c=d+%é']);
  });

  it('takes an empty text as a value', async () => {
    assert.deepEqual(await sentParameters(bed, one('str', '')), ['a=']);
  });

  it('takes a number and a boolean', async () => {
    const flag: QueryParameter = { name: 'b', value: 'true', type: 'bool' };
    assert.deepEqual(await sentParameters(bed, [...one('num', '42.5'), flag]), [
      'a=42.5',
      'b=true',
    ]);
  });

  it('takes a property of the message', async () => {
    assert.deepEqual(
      await sentParameters(bed, one('msg', 'payload.grid'), { payload: { grid: 'x' } }),
      ['a=x'],
    );
  });

  it('takes values from the flow and the global context', async () => {
    await bed.deploy([
      links({ query: [...one('flow', 'where'), { name: 'b', value: 'limit', type: 'global' }] }),
    ]);
    const context = helper.getNode('links').context();
    context.flow.set('where', 'downtown');
    context.global.set('limit', 7);
    assert.deepEqual(await sentParametersAgain(bed), ['a=downtown', 'b=7']);
  });

  it('takes an environment variable', async () => {
    bed.setEnvironment('INODE_TEST_GRID', 'centre');
    assert.deepEqual(await sentParameters(bed, one('env', 'INODE_TEST_GRID')), ['a=centre']);
  });

  it('takes a JSONata expression over the message', async () => {
    assert.deepEqual(
      await sentParameters(bed, one('jsonata', '$uppercase(topic)'), { topic: 'ab' }),
      ['a=AB'],
    );
  });

  it('takes a date as ISO 8601', async () => {
    assert.deepEqual(await sentParameters(bed, one('msg', 'at'), { at: new Date(0) }), [
      'a=1970-01-01T00:00:00.000Z',
    ]);
  });

  it('repeats the name for every value of an array', async () => {
    assert.deepEqual(await sentParameters(bed, one('jsonata', '[1, "two", true]')), [
      'a=1',
      'a=two',
      'a=true',
    ]);
  });

  it('repeats a name that is configured twice', async () => {
    assert.deepEqual(await sentParameters(bed, [...one('num', '1'), ...one('num', '2')]), [
      'a=1',
      'a=2',
    ]);
  });

  it('leaves out what has no value', async () => {
    const absent: QueryParameter = { name: 'b', value: 'nothing', type: 'flow' };
    assert.deepEqual(await sentParameters(bed, [...one('msg', 'nothing'), absent]), []);
  });

  it('is evaluated again for every message', async () => {
    assert.deepEqual(await sentParameters(bed, one('msg', 'topic'), { topic: 'x' }), ['a=x']);
    assert.deepEqual(await sentParametersAgain(bed, { topic: 'y' }), ['a=y']);
  });
});

describe('a query that cannot be sent', () => {
  const NOT_NAMES = /msg\.query is neither an object with names and values nor URLSearchParams/;
  const bed = useTestBed();

  async function refused(query: QueryParameter[], message: NodeMessage = {}): Promise<string> {
    await bed.deploy([links({ query })]);
    const failure = assertFailed(await bed.trigger('links', message), 'QUERY_INVALID');
    assert.equal(bed.simulator.requests.length, 0);
    assert.equal(bed.observer.statusesOf('links').at(-1), 'red ring query invalid');
    return failure.message;
  }

  it('because its JSONata is broken fails, names the parameter and keeps its text', async () => {
    const message = await refused(one('jsonata', '$uppercase('));
    assert.match(message, /"a"/);
    assert.doesNotMatch(message, /uppercase/);
  });

  it('because its JSONata fails on this message fails', async () => {
    await refused(one('jsonata', '$number(topic)'), { topic: 'none' });
  });

  it('because a value is an object fails', async () => {
    await refused([], { query: { a: { b: 1 } } });
  });

  it('because a value is not a finite number fails', async () => {
    await refused([], { query: { a: Number.NaN } });
  });

  for (const query of ['a=1', 5, true, [['a', '1']]]) {
    it(`because msg.query is ${JSON.stringify(query)} fails`, async () => {
      assert.match(await refused([], { query }), NOT_NAMES);
    });
  }

  const EXOTIC: Record<string, object> = {
    'a Map': new Map([['a', '1']]),
    'a Map of a function node': runInNewContext("new Map([['a', '1']])"),
    'a Set': new Set(['a=1']),
    'a Date': new Date(0),
    'a Buffer': Buffer.from('a=1'),
    'a typed array': new Float64Array([1]),
    'a URL': new URL('http://127.0.0.1/?a=1'),
    Headers: new Headers({ a: '1' }),
    FormData: new FormData(),
    'a regular expression': /a=1/,
    'an error': new Error('a=1'),
    'a promise': Promise.resolve({ a: 1 }),
    'a boxed text': Object('a=1'),
    'an object that keeps its values to itself': new (class {
      #a = 1;
      get a(): number {
        return this.#a;
      }
    })(),
  };
  for (const [what, query] of Object.entries(EXOTIC)) {
    it(`because msg.query is ${what} fails`, async () => {
      assert.match(await refused([], { query }), NOT_NAMES);
    });
  }
});
