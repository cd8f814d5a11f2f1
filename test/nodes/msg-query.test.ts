import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { assertFailed, assertSent } from './support/failure';
import { links } from './support/flow-nodes';
import { one, sentParameters, sentParametersAgain } from './support/sent-parameters';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

describe('msg.query', () => {
  const bed = useTestBed();

  it('adds to the configured parameters', async () => {
    assert.deepEqual(await sentParameters(bed, one('num', '1'), { query: { b: 2 } }), [
      'a=1',
      'b=2',
    ]);
  });

  it('overrides a configured parameter, all its repetitions with it', async () => {
    const twice = [...one('num', '1'), ...one('num', '2')];
    assert.deepEqual(await sentParameters(bed, twice, { query: { a: 'x' } }), ['a=x']);
  });

  for (const value of [null, undefined]) {
    it(`removes a configured parameter with ${value}`, async () => {
      assert.deepEqual(await sentParameters(bed, one('num', '1'), { query: { a: value } }), []);
    });
  }

  it('holds for its own message only', async () => {
    assert.deepEqual(await sentParameters(bed, one('num', '1'), { query: { a: 2 } }), ['a=2']);
    assert.deepEqual(await sentParametersAgain(bed), ['a=1']);
  });

  it('repeats the name for every value of an array', async () => {
    assert.deepEqual(await sentParameters(bed, [], { query: { a: [1, 2] } }), ['a=1', 'a=2']);
  });

  it('may be URLSearchParams, which override a configured parameter with all that have its name', async () => {
    const query = new URLSearchParams('b=1&a=x y&b=&a=%26');
    assert.deepEqual(await sentParameters(bed, one('num', '1'), { query }), [
      'a=x y',
      'a=&',
      'b=1',
      'b=',
    ]);
  });

  it('may be an object of a function node, without a prototype, or of a class', async () => {
    class Filter {
      a = 1;
    }
    const bare: object = Object.assign(Object.create(null), { a: 1 });
    const objects: object[] = [runInNewContext('({ a: 1 })'), bare, new Filter()];
    await bed.deploy([links()]);
    for (const query of objects)
      assert.deepEqual(await sentParametersAgain(bed, { query }), ['a=1']);
  });

  it('cannot write a line of its own into the log by a name', async () => {
    const query = { 'a\r\n30 Nov 00:00:00 - [info] all is well\u001b[2K': {} };
    await bed.deploy([links()]);
    const { message } = assertFailed(await bed.trigger('links', { query }), 'QUERY_INVALID');
    assert.match(message, /^\P{C}+$/u);
    assert.match(message, /a 30 Nov 00:00:00/);
  });

  it('may be empty', async () => {
    await bed.deploy([links()]);
    for (const query of [{}, new URLSearchParams()]) {
      assert.deepEqual(await sentParametersAgain(bed, { query }), []);
    }
  });

  it('stays in the message as it was', async () => {
    await bed.deploy([links()]);
    const query = { a: [1, null], b: null };
    const [message] = assertSent(await bed.trigger('links', { query }));
    assert.deepEqual(message?.query, { a: [1, null], b: null });
  });

  it('reaches the service, which keeps to it', async () => {
    await bed.deploy([links()]);
    const query = { origin_sensor: 101 };
    const [message] = assertSent(await bed.trigger('links', { query }));
    const all = await servedList(bed.simulator, 'links');
    const expected = all.filter((item) => Object(item).origin_sensor === 101);
    assert(expected.length > 0 && expected.length < all.length);
    assert.deepEqual(message?.payload, expected);
  });
});
