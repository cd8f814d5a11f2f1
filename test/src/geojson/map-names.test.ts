import assert from 'node:assert/strict';
import type { Feature } from 'geojson';
import { assertLinear } from '../../support/growth';
import { drawn, feature, POINT } from './support/drawn';

describe('the name on the map', () => {
  const names = async (features: readonly Feature[], label = ['name']) =>
    (await drawn(features, { label })).map(({ name }) => name);

  it('is that of the item and its id, or what there is of them, or its place in the list', async () => {
    const features = [feature(POINT, { name: 'a' }, 5), feature(POINT, {}, 6), feature(POINT)];
    assert.deepEqual(await names(features), ['a (5)', '6', '3']);
    assert.deepEqual(await names(features, []), ['5', '6', '3']);
    assert.deepEqual(
      await names([feature(POINT, { name: 7 }, 7), feature(POINT, { name: ' ' }, 8)]),
      ['7', '8'],
    );
  });

  it('does not depend on the other items', async () => {
    const [one, two] = [feature(POINT, { name: 'a' }, 5), feature(POINT, { name: 'a' }, 6)];
    assert.deepEqual(await names([one, two]), ['a (5)', 'a (6)']);
    assert.deepEqual([...(await names([one])), ...(await names([two]))], ['a (5)', 'a (6)']);
  });

  it('is found by paths in features and in their properties', async () => {
    const road = feature(POINT, { core: { name: 'a' }, speed: 5 }, 5);
    const colors = [{ operator: 'eq', value: '5', color: 'red' }] as const;
    for (const before of [[], ['properties']]) {
      const label = [...before, 'core', 'name'];
      const [thing] = await drawn([road], { label, colorBy: [...before, 'speed'], colors });
      assert.deepEqual([thing?.name, thing?.iconColor], ['a (5)', 'red']);
    }
  });

  it('is unique also where an item is called what another is made', async () => {
    const features = [
      feature(POINT, { name: 'a' }, 5),
      feature(POINT, { name: 'a' }, 6),
      feature(POINT, { name: 'a (5)' }),
      feature(POINT, { name: 'a' }, 5),
    ];
    assert.deepEqual(await names(features), ['a (5)', 'a (6)', 'a (5) 2', 'a (5) 3']);
  });

  it('is found as fast where thousands of items have the same name and the same id', async () => {
    const same = Array.from({ length: 5 }, () => feature(POINT, { name: 'a' }, 5));
    const two = feature(POINT, { name: 'a (5) 3' });
    const unique = ['a (5)', 'a (5) 2', 'a (5) 3', 'a (5) 4', 'a (5) 5', 'a (5) 3 2'];
    assert.deepEqual(await names([...same, two]), unique);
    await assertLinear(1_000, (size) => Array(size).fill(same[0]), names);
  });

  it('is not a member of every object, and not what is deleted with another', async () => {
    const given = ['__proto__', 'constructor', 'hasOwnProperty', 'a_'];
    const features = given.map((name) => feature(POINT, { name }));
    assert.deepEqual(
      await names(features),
      given.map((name) => `‹${name}›`),
    );
  });

  it('is cut where it is very long, as are the values in a popup', async () => {
    const long = '&'.repeat(1_000_000);
    const [thing] = await drawn([feature(POINT, { name: long })]);
    assert.equal(thing?.name, `${'＆'.repeat(500)}…`);
    const row = `<td>${'&amp;'.repeat(10_000)}…</td>`;
    assert(thing?.popup?.includes(row));
  });

  it('is not an entity, an escape, a line break, a pattern or half a character', async () => {
    const name = '\n x&quot;);\\x22\r\u2028`${name}$&\ud83d';
    assert.deepEqual(await names([feature(POINT, { name })]), [
      'x＆quot;);＼x22  ‘＄{name}＄＆\ufffd',
    ]);
  });

  it('is not HTML in the icon, the layer and the color', async () => {
    const bad = `<b a="b" c='d'>`;
    const colors = [{ operator: 'else', value: '', color: bad }] as const;
    const [thing] = await drawn([feature(POINT)], { icon: bad, layer: bad, colors });
    const good = '‹b a=”b” c=’d’›';
    assert.deepEqual([thing?.icon, thing?.layer, thing?.iconColor], [good, good, good]);
  });

  it('is not HTML', async () => {
    const name = `<img src="x" onerror='y'>O'Connor`;
    assert.deepEqual(await names([feature(POINT, { name })]), [
      '‹img src=”x” onerror=’y’›O’Connor',
    ]);
  });
});
