import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { assertGeojson } from '../src/geojson/support/assert-geojson';
import { assertFailed } from './support/failure';
import { devices, geojson, links, onTab } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

/** Puts the devices where the map node looks for them, and fetches the links. */
const MOVE = onTab({
  id: 'move',
  type: 'change',
  rules: [{ t: 'move', p: 'payload', pt: 'msg', to: 'devices', tot: 'msg' }],
  wires: [['links']],
});

describe('a list as GeoJSON', () => {
  const bed = useTestBed();

  it('is a FeatureCollection of the devices as they are served', async () => {
    await bed.deploy([geojson(), devices({ wires: [['geojson']] })]);
    bed.journal.start('devices');
    const [message] = await bed.journal.receives('out', 1);
    const { type, features } = Object(message?.payload);
    assert.equal(type, 'FeatureCollection');
    assertGeojson(features);
    const served = await servedList(bed.simulator, 'devices');
    assert.deepEqual(
      features,
      served.map((device) => {
        const { location, ...properties } = Object(device);
        const geometry = { type: 'Point', coordinates: [location.lon, location.lat] };
        return { type: 'Feature', id: properties.id, geometry, properties };
      }),
    );
    assert.deepEqual(message?.geojson, { count: 14, located: 14, missing: [], reasons: [] });
    assert.equal(Object(message?.inode).resource, 'devices');
    assert.equal(bed.observer.statusesOf('geojson').at(-1), 'green dot 14/14 located');
  });

  it('draws the links between their devices', async () => {
    await bed.deploy([
      devices({ wires: [['move']] }),
      MOVE,
      links({ wires: [['geojson']] }),
      geojson(),
    ]);
    bed.journal.start('devices');
    const [message] = await bed.journal.receives('out', 1);
    const { features } = Object(message?.payload);
    assertGeojson(features);
    const places = new Map(
      (await servedList(bed.simulator, 'devices')).map((device) => {
        const { id, location } = Object(device);
        return [id, [location.lon, location.lat]];
      }),
    );
    const expected = (await servedList(bed.simulator, 'links')).map((link) => {
      const { origin_sensor, destination_sensor } = Object(link);
      return [places.get(origin_sensor), places.get(destination_sensor)];
    });
    assert.equal(expected.length, 24);
    assert.deepEqual(
      features.map((feature: unknown) => Object(feature).geometry.coordinates),
      expected,
    );
  });

  it('is sent in the message that came in, its other properties kept', async () => {
    await bed.deploy([geojson()]);
    const message: NodeMessage = { topic: 'now', payload: [{ lat: 1, lon: 2 }], extra: { a: 1 } };
    const sent = await onlyMessage(bed, 'geojson', message);
    assert.equal(sent, message);
    assert.deepEqual(Object.keys(sent), ['topic', 'payload', 'extra', '_msgid', 'geojson']);
  });

  it('reports what is missing, and why', async () => {
    await bed.deploy([geojson()]);
    const payload = [{ id: 'a', lat: 1, lon: 2 }, { id: 'b' }, { id: 'c', lat: 100, lon: 2 }];
    const sent = await onlyMessage(bed, 'geojson', { payload });
    assert.equal(Object(sent.payload).features.length, 1);
    assert.deepEqual(sent.geojson, {
      count: 3,
      located: 1,
      missing: ['b', 'c'],
      reasons: ['noLocation', 'swapped'],
    });
    assert.equal(bed.observer.statusesOf('geojson').at(-1), 'green dot 1/3 located');
    assert.deepEqual(warningsOf(bed, 'geojson'), []);
  });

  it('warns where nothing of the list is on the map', async () => {
    await bed.deploy([geojson()]);
    const payload = await servedList(bed.simulator, 'links');
    const sent = await onlyMessage(bed, 'geojson', { payload });
    assert.deepEqual(Object(sent.payload).features, []);
    assert.equal(Object(sent.geojson).missing.length, 24);
    assert.deepEqual(warningsOf(bed, 'geojson'), [
      'No item of the list has a place on the map (devicesMissing)',
    ]);
  });

  it('may be empty, or an item', async () => {
    await bed.deploy([geojson()]);
    const empty = await onlyMessage(bed, 'geojson', { payload: [] });
    assert.deepEqual(empty.payload, { type: 'FeatureCollection', features: [] });
    const one = await onlyMessage(bed, 'geojson', { payload: { id: 1, wkt: 'POINT(1 2)' } });
    assert.equal(Object(one.payload).features[0].id, 1);
    assert.deepEqual(warningsOf(bed, 'geojson'), []);
  });

  it('finds everything by the paths that were set', async () => {
    const settings = {
      location: 'point',
      latitude: 'at[0].y',
      longitude: "at[0]['x']",
      origin: 'ends.a',
      destination: 'ends.b',
      deviceKey: 'no',
      key: 'meta.code',
    } as const;
    await bed.deploy([geojson(settings)]);
    const sent = await onlyMessage(bed, 'geojson', {
      payload: [
        { at: [{ x: 1, y: 2 }], meta: { code: 'P' } },
        { ends: { a: 1, b: '2' }, meta: { code: 'L' } },
      ],
      devices: [
        { no: 1, lat: 10, lon: 20 },
        { no: 2, wkt: 'POINT(30 40)' },
      ],
    });
    const shown = Object(sent.payload).features.map((feature: unknown) => {
      const { id, geometry } = Object(feature);
      return [id, geometry.coordinates];
    });
    assert.deepEqual(shown, [
      ['P', [1, 2]],
      [
        'L',
        [
          [20, 10],
          [30, 40],
        ],
      ],
    ]);
  });

  it('is the same for a node that was saved before it had any setting', async () => {
    await bed.deploy([onTab({ id: 'geojson', type: 'inode-geojson', wires: [['out']] })]);
    const sent = await onlyMessage(bed, 'geojson', { payload: [{ lat: 1, lon: 2 }] });
    assert.equal(Object(sent.geojson).located, 1);
  });

  it('is of 50,000 items, while the runtime keeps working', async () => {
    await bed.deploy([geojson()]);
    bed.clock.restore();
    const payload = Array.from({ length: 50_000 }, (_, id) => ({ id, lat: 45, lon: id / 1000 }));
    let passes = 0;
    const timer = setInterval(() => passes++, 1);
    const sent = await onlyMessage(bed, 'geojson', { payload });
    clearInterval(timer);
    assert.equal(Object(sent.geojson).located, 50_000);
    assert(passes > 3, `there were ${passes} passes`);
  });

  it('has no devices where they are null, and no colors where a flow lacks their table', async () => {
    await bed.deploy([{ ...geojson(), colors: null }]);
    const payload = [
      { id: 1, lat: 1, lon: 2 },
      { origin: 1, destination: 1 },
    ];
    const sent = await onlyMessage(bed, 'geojson', { payload, devices: null });
    assert.deepEqual(Object(sent.geojson).reasons, ['devicesMissing']);
  });

  it('does not look at what belongs to another choice', async () => {
    const hidden = { precision: 6, mapName: '[', colorBy: ']', colors: [{ operator: 'like' }] };
    await bed.deploy([{ ...geojson({ latitude: 'a', geometry: 'b[', wkt: ']' }), ...hidden }]);
    const payload = [{ lat: 1, lon: 2 }, { polyline: '_p~iF~ps|U_ulLnnqC_mqNvxq`@' }];
    const sent = await onlyMessage(bed, 'geojson', { payload });
    const { features } = Object(sent.payload);
    assert.deepEqual(features[1].geometry.coordinates[0], [-120.2, 38.5]);
  });

  it('may be a FeatureCollection, as may be the devices', async () => {
    await bed.deploy([geojson()]);
    const collection = (...features: object[]) => ({
      type: 'FeatureCollection',
      features: features.map((feature) => ({ type: 'Feature', ...feature })),
    });
    const places = collection(
      ...[1, 2].map((id) => ({
        id,
        properties: {},
        geometry: { type: 'Point', coordinates: [id, id] },
      })),
    );
    const payload = collection(
      { id: 'L', properties: { origin: 1, destination: 2 }, geometry: null },
      { id: 'P', properties: { a: 1 }, geometry: { type: 'Point', coordinates: [3, 4] } },
    );
    const sent = await onlyMessage(bed, 'geojson', { payload, devices: places });
    assertGeojson(Object(sent.payload).features);
    assert.deepEqual(sent.geojson, { count: 2, located: 2, missing: [], reasons: [] });
    const empty = await onlyMessage(bed, 'geojson', { payload: collection() });
    assert.deepEqual(empty.geojson, { count: 0, located: 0, missing: [], reasons: [] });
  });

  it('is of what was added, changed or removed', async () => {
    await bed.deploy([geojson()]);
    const [one, two] = [1, 2].map((id) => ({ id, lat: id, lon: id }));
    const cases: [kind: string, payload: unknown[]][] = [
      ['added', [one, two]],
      ['changed', [one, two].map((item) => ({ key: item?.id, item, changes: [] }))],
      ['removed', [one, two]],
    ];
    for (const [kind, payload] of cases) {
      const sent = await onlyMessage(bed, 'geojson', { payload, change: kind });
      const ids = Object(sent.payload).features.map((feature: unknown) => Object(feature).id);
      assert.deepEqual(ids, [1, 2], kind);
    }
  });

  it('warns once of a field that no item of a list has, and shows it', async () => {
    await bed.deploy([geojson({ key: 'nr' })]);
    const payload = [
      { id: 1, lat: 1, lon: 2 },
      { id: 2, nr: ' ', lat: 1, lon: 2 },
    ];
    const statuses = () => bed.observer.statusesOf('geojson').at(-1);
    for (let poll = 0; poll < 2; poll++) {
      await onlyMessage(bed, 'geojson', { payload: structuredClone(payload) });
      assert.equal(statuses(), 'yellow dot 2/2 located, no nr');
    }
    const warning =
      'No item of the list has nr, which this node is to use. Check the path: the dialog offers those of the last list';
    assert.deepEqual(warningsOf(bed, 'geojson'), [warning]);
    // One item, a page or nothing does not say what the others have.
    for (const message of [
      { payload: payload[0] },
      { payload, parts: { id: 'a', index: 0 } },
      { payload: [] },
    ]) {
      await onlyMessage(bed, 'geojson', structuredClone(message));
      assert.match(statuses() ?? '', /^green/);
    }
    await onlyMessage(bed, 'geojson', { payload: [...payload, { nr: 5, lat: 1, lon: 2 }] });
    assert.equal(statuses(), 'green dot 3/3 located');
    assert.deepEqual(warningsOf(bed, 'geojson'), [warning]);
  });

  describe('fails', () => {
    for (const payload of ['text', 5, undefined, null]) {
      it(`where the payload is ${JSON.stringify(payload)}`, async () => {
        await bed.deploy([geojson()]);
        const { message } = assertFailed(await bed.trigger('geojson', { payload }), 'LIST_INVALID');
        assert.match(message, /neither a list nor an object/);
        assert.equal(bed.observer.statusesOf('geojson').at(-1), 'red ring list invalid');
      });
    }

    it('where msg.devices is not a list', async () => {
      await bed.deploy([geojson()]);
      const outcome = await bed.trigger('geojson', { payload: [], devices: {} });
      assert.match(assertFailed(outcome, 'LIST_INVALID').message, /msg\.devices/);
    });

    for (const [what, settings, text] of [
      ['a path is not one', { key: 'a[' }, /"a\["/],
      ['a path takes steps from a message', { key: 'a[msg.b]' }, /a\[msg\.b\]/],
      ['a path is alone', { origin: 'a' }, /belong together: fill in both/],
      [
        'a latitude is alone',
        { location: 'point', latitude: 'a' },
        /belong together: fill in both/,
      ],
      ['the precision is another', { location: 'polyline', precision: 7 }, /one of 5, 6/],
      [
        'the precision is not set in the environment',
        { location: 'polyline', precision: '${NO_PRECISION}' },
        /NO_PRECISION/,
      ],
    ] as const) {
      it(`where ${what}`, async () => {
        await bed.deploy([geojson(settings)]);
        const outcome = await bed.trigger('geojson', { payload: [] });
        assert.match(assertFailed(outcome, 'CONFIG_INVALID').message, text);
      });
    }

    for (const name of ['output', 'location']) {
      it(`where the ${name} is unknown`, async () => {
        await bed.deploy([{ ...geojson(), [name]: 'other' }]);
        assertFailed(await bed.trigger('geojson', { payload: [] }), 'CONFIG_INVALID');
      });
    }
  });
});
