import assert from 'node:assert/strict';
import { util } from 'node-red';
import { pathsOf } from '../../nodes/lib/admin/seen-paths';
import { GEOJSON_DEFAULTS } from '../../nodes/settings';
import { asRecord } from '../../src/json-value';
import { valueAt } from '../../src/value-at';
import { changes, compare } from './support/changes-bed';
import { onTab } from './support/flow-nodes';
import { postToDialog } from './support/post-to-dialog';
import { useTestBed } from './support/test-bed';

describe('the paths of the values in a list', () => {
  it('are those of all its items, the outer ones first', () => {
    const items = [
      { id: 1, at: { name: 'secret', lanes: [{ speed: 5 }] } },
      { id: 2, online: true },
    ];
    assert.deepEqual(pathsOf(items), [
      'id',
      'at',
      'online',
      'at.name',
      'at.lanes',
      'at.lanes[0]',
      'at.lanes[0].speed',
    ]);
  });

  it('lead to the values, whatever their names are', () => {
    const names = [
      'a b',
      '1',
      'é',
      'x"y',
      "x'y",
      '__proto__',
      'constructor',
      'a.b',
      '${HOME}',
      'a[0]',
    ];
    const item: unknown = JSON.parse(
      `{${names.map((name, at) => `${JSON.stringify(name)}:{"v":${at}}`).join()}}`,
    );
    const inner = pathsOf([item]).filter((path) => path.endsWith('.v'));
    const values = inner.map((path) =>
      valueAt(item, util.normalisePropertyExpression(path).map(String)),
    );
    assert.deepEqual(new Set(values), new Set(names.keys()));
  });

  it('are bounded in their number, their depth and their length', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`n${at}`, at]));
    assert.equal(pathsOf([wide]).length, 200);
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
    assert.equal(pathsOf([deep]).at(-1), 'a.a.a.a.a.a');
    assert.deepEqual(pathsOf([{ ['x'.repeat(101)]: 1, y: 1 }]), ['y']);
  });

  it('leave out what has no names', () => {
    const quotes = { [`"'`]: 1, '': 1, 'a\nb': 1 };
    assert.deepEqual(pathsOf([1, 'text', null, [{ a: 1 }], quotes, Buffer.from('x')]), []);
  });

  it('are taken from items all over a long list', () => {
    const items = Array.from({ length: 100_000 }, (_, at) => ({
      id: at,
      ...(at > 90_000 && { late: 1 }),
    }));
    assert.deepEqual(pathsOf(items), ['id', 'late']);
  });
});

describe('the paths that a dialog offers', () => {
  const bed = useTestBed();
  const offered = async (type: string, id: unknown, of = 'paths'): Promise<unknown> =>
    asRecord((await postToDialog(`${type}/paths`, Object({ id }))).body)[of];

  it('are names of the list that the deployed node saw last, also after another deploy', async () => {
    await bed.deploy(changes());
    assert.deepEqual(await offered('inode-changes', 'changes'), []);
    await compare(bed, { payload: [{ id: 1, old: 'secret' }] });
    await compare(bed, { payload: [{ id: 1, place: { name: 'secret' } }] });
    const paths = ['id', 'place', 'place.name'];
    assert.deepEqual(await offered('inode-changes', 'changes'), paths);
    await bed.redeploy(changes({ polls: 2 }));
    assert.deepEqual(await offered('inode-changes', 'changes'), paths);
  });

  it('are there for a list that was refused: its key may be the mistake', async () => {
    await bed.deploy(changes({ key: 'di' }));
    await bed.trigger('changes', { payload: [{ id: 1 }] });
    assert.deepEqual(await offered('inode-changes', 'changes'), ['id']);
  });

  it('are those of items that come one by one', async () => {
    await bed.deploy([onTab({ ...GEOJSON_DEFAULTS, id: 'map', type: 'inode-geojson', wires: [] })]);
    await bed.trigger('map', { payload: { id: 1, lat: 45, lon: -75 } });
    assert.deepEqual(await offered('inode-geojson', 'map'), ['id', 'lat', 'lon']);
    await bed.trigger('map', { payload: { id: 2, wkt: 'POINT (1 2)' } });
    assert.deepEqual(await offered('inode-geojson', 'map'), ['id', 'wkt']);
  });

  it('are those of the devices for the field that is looked up in them', async () => {
    await bed.deploy([onTab({ ...GEOJSON_DEFAULTS, id: 'map', type: 'inode-geojson', wires: [] })]);
    const payload = [{ id: 1, origin: 'a', destination: 'b' }];
    const devices = {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { serial: 'secret' }, geometry: null }],
    };
    await bed.trigger('map', { payload, devices });
    assert.deepEqual(await offered('inode-geojson', 'map', 'devicePaths'), ['serial']);
    await bed.trigger('map', { payload });
    assert.deepEqual(await offered('inode-geojson', 'map', 'devicePaths'), ['serial']);
  });

  it('are an empty list for a node that is not there, is of another type, or was removed', async () => {
    await bed.deploy(changes());
    await compare(bed, { payload: [{ id: 1 }] });
    for (const id of ['none', '__proto__', { a: 1 }, undefined])
      assert.deepEqual(await offered('inode-changes', id), []);
    assert.deepEqual(await offered('inode-geojson', 'changes'), []);
    await bed.redeploy([]);
    assert.deepEqual(await offered('inode-changes', 'changes'), []);
  });

  it('do not depend on what an item does when it is read', async () => {
    await bed.deploy(changes());
    const payload = [
      {
        id: 1,
        get at(): never {
          throw new Error('no');
        },
      },
    ];
    await bed.trigger('changes', { payload });
    assert.deepEqual(await offered('inode-changes', 'changes'), []);
  });
});
