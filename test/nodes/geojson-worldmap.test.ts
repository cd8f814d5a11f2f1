import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { pause } from '../support/clock';
import { changes } from './support/changes-bed';
import { assertSent } from './support/failure';
import { devices, geojson, JOIN } from './support/flow-nodes';
import { partsOf, payloadOf } from './support/parts';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

/** A message that is a part of a list. */
type Partied = NodeMessage & { parts?: object };

const ITEMS = [
  { id: 1, name: 'a', lat: 1, lon: 2, status: 'Live' },
  { id: 2, name: 'b' },
  { id: 3, name: 'a', start: [1, 2], end: [3, 4], status: 'Offline' },
];

describe('a list for the worldmap', () => {
  const bed = useTestBed();
  const toMap = (settings: Parameters<typeof geojson>[0] = {}) =>
    geojson({ output: 'worldmap', ...settings });

  it('is a message for each item that is on the map, in the shape of its README', async () => {
    const colors = [
      { operator: 'eq', value: 'Live', color: 'green' },
      { operator: 'else', value: '', color: 'grey' },
    ] as const;
    await bed.deploy([
      toMap({ layer: 'city', marker: 'wifi', colorBy: 'status', colors: [...colors] }),
    ]);
    const sent = assertSent(await bed.trigger('geojson', { payload: ITEMS }));
    const [first, second] = sent.map(payloadOf).map((payload) => Object(payload));
    const { popup, ...point } = first;
    assert.match(popup, /<td>Live<\/td>/);
    assert.deepEqual(point, {
      name: 'a (1)',
      layer: 'city',
      lat: 1,
      lon: 2,
      icon: 'wifi',
      iconColor: 'green',
      line: null,
      geojson: null,
      color: null,
      fillColor: null,
      tooltip: null,
    });
    assert.deepEqual(
      [second.name, second.layer, second.line, second.color],
      [
        'a (3)',
        'city',
        [
          [2, 1],
          [4, 3],
        ],
        'grey',
      ],
    );
    assert.equal(sent.length, 2);
  });

  it('is numbered, reports what is missing in each message, and has each feature', async () => {
    await bed.deploy([toMap()]);
    const sent = assertSent(await bed.trigger('geojson', { payload: ITEMS, topic: 'now' }));
    assert.deepEqual(
      partsOf(sent),
      [0, 1].map((index) => ({ type: 'array', count: 2, index, len: 1 })),
    );
    for (const { geojson: report, topic } of sent) {
      assert.equal(topic, 'now');
      assert.deepEqual(report, { count: 3, located: 2, missing: [2], reasons: ['noLocation'] });
    }
    assert.deepEqual(
      sent.map(({ feature }) => Object(feature).id),
      [1, 3],
    );
  });

  it('ends with the message that came in, and leaves the devices out', async () => {
    await bed.deploy([toMap()]);
    const message = { payload: ITEMS, devices: [{ id: 1 }], extra: { a: 1 } };
    const sent = assertSent(await bed.trigger('geojson', message));
    assert.equal(sent.at(-1), message);
    assert(sent.every((each) => !('devices' in each) && Object(each.extra).a === 1));
    assert.notEqual(sent[0]?.extra, message.extra);
  });

  it('is put together by the core join node, and keeps the parts that were there', async () => {
    await bed.deploy([toMap({ wires: [['join']] }), devices({ wires: [['geojson']] }), JOIN]);
    bed.journal.start('devices', { parts: { id: 'outer', index: 0 } });
    const [joined] = await bed.journal.receives('out', 1);
    const served = await servedList(bed.simulator, 'devices');
    assert.deepEqual(
      Object(joined?.payload).map((payload: unknown) => Object(payload).lat),
      served.map((device) => Object(device).location.lat),
    );
    assert.deepEqual(joined?.parts, { id: 'outer', index: 0 });
  });

  it('sends nothing of a list of which nothing is on the map, and warns', async () => {
    await bed.deploy([toMap()]);
    assert.deepEqual(assertSent(await bed.trigger('geojson', { payload: [{ id: 1 }] })), []);
    assert.deepEqual(warningsOf(bed, 'geojson'), [
      'No item of the list has a place on the map (noLocation)',
    ]);
    assert.equal(bed.observer.statusesOf('geojson').at(-1), 'green dot 0/1 located');
  });

  it('has the same names in a list, in its pages and item by item', async () => {
    await bed.deploy([toMap()]);
    const items = [
      { id: 1, name: 'a', lat: 1, lon: 2 },
      { id: 2, name: 'a', lat: 1, lon: 2 },
      { id: 3, lat: 1, lon: 2 },
    ];
    const namesOf = async (message: Partied): Promise<unknown[]> => {
      const sent = assertSent(await bed.trigger('geojson', structuredClone(message)));
      return sent.map(({ payload }) => Object(payload).name);
    };
    const names = ['a (1)', 'a (2)', '3'];
    assert.deepEqual(await namesOf({ payload: items }), names);
    const pages = await namesOf({
      payload: items.slice(0, 2),
      parts: { id: 'p', index: 0 },
    });
    assert.deepEqual(pages, names.slice(0, 2));
    for (const [index, payload] of items.entries()) {
      assert.deepEqual(await namesOf({ payload, parts: { id: 'i', index } }), [names[index]]);
    }
    // What has neither a name nor an id is called by its place in the list.
    const nameless = { lat: 1, lon: 2 };
    assert.deepEqual(await namesOf({ payload: [{ id: 'x' }, nameless] }), ['2']);
    assert.deepEqual(await namesOf({ payload: nameless, parts: { index: 4 } }), ['5']);
    assert.deepEqual(await namesOf({ payload: [nameless], parts: { index: 4 } }), ['5.1']);
  });

  for (const mode of ['list', 'items'] as const) {
    it(`takes off the map what inode-changes says is removed, as ${mode}`, async () => {
      const wires = [['geojson'], ['geojson'], ['geojson']];
      await bed.deploy([toMap(), ...changes({ mode, first: 'added', wires })]);
      const items = [
        { id: 1, name: 'a', lat: 1, lon: 2 },
        { id: 2, name: 'a', start: [1, 2], end: [3, 4] },
        { id: 3, name: 'area', geometry: { type: 'MultiPoint', coordinates: [[1, 2]] } },
      ];
      bed.journal.start('changes', { payload: items });
      await bed.journal.receives('out', 3);
      bed.journal.start('changes', { payload: [{ ...items[0], lat: 5 }] });
      const sent = (await bed.journal.receives('out', 6)).slice(3).map(payloadOf).map(Object);
      const [moved] = sent.filter(({ deleted }) => deleted !== true);
      assert.deepEqual([moved.name, moved.lat], ['a (1)', 5]);
      assert.deepEqual(
        sent.filter(({ deleted }) => deleted === true),
        ['a (2)', 'area (3)'].map((name) => ({ name, deleted: true })),
      );
      const gone = mode === 'list' ? 2 : 1;
      assert.equal(bed.observer.statusesOf('geojson').at(-1), `green dot ${gone} deleted`);
    });
  }

  it('takes removed items off the map that come beside others', async () => {
    await bed.deploy([toMap()]);
    const item = { id: 1, lat: 1, lon: 2 };
    const payload = {
      added: [item],
      changed: [{ key: 2, item: { ...item, id: 2 } }],
      removed: [{ id: 3 }],
    };
    const sent = assertSent(await bed.trigger('geojson', { payload }));
    assert.deepEqual(
      sent.map((message) => [Object(message.payload).name, Object(message.payload).deleted]),
      [
        ['3', true],
        ['1', undefined],
        ['2', undefined],
      ],
    );
    assert.equal(partsOf(sent).length, 3);
  });

  it('takes a thing off the map before it is drawn in another shape', async () => {
    await bed.deploy([toMap()]);
    const point = { id: 1, lat: 1, lon: 2 };
    const line = { id: 1, start: [1, 2], end: [3, 4] };
    const shape = { id: 1, geometry: { type: 'MultiPoint', coordinates: [[1, 2]] } };
    const kinds: string[] = [];
    for (const payload of [point, point, line, line, shape, point]) {
      const sent = assertSent(await bed.trigger('geojson', { payload: structuredClone(payload) }));
      for (const { payload: thing } of sent) {
        const { deleted, line: drawn, geojson: other } = Object(thing);
        kinds.push(deleted ? 'deleted' : drawn ? 'line' : other ? 'geojson' : 'point');
      }
    }
    assert.equal(kinds.join(' '), 'point point deleted line line deleted geojson deleted point');
  });

  it('loses its color, its icon and its other shapes where they are gone', async () => {
    const colors = [{ operator: 'eq', value: 'Live', color: 'green' }] as const;
    await bed.deploy([toMap({ colorBy: 'status', colors: [...colors] })]);
    const payload = [
      { id: 1, lat: 1, lon: 2, status: 'Live' },
      { id: 2, lat: 1, lon: 2, status: null },
    ];
    const sent = assertSent(await bed.trigger('geojson', { payload }));
    const looks = sent.map((message) => {
      const { iconColor, icon, line } = Object(message.payload);
      return [iconColor, icon, line];
    });
    assert.deepEqual(looks, [
      ['green', null, null],
      [null, null, null],
    ]);
  });

  it('warns of a name and a color that no item has', async () => {
    await bed.deploy([toMap({ mapName: 'title', colorBy: 'is_live' })]);
    for (let poll = 0; poll < 2; poll++) {
      assertSent(await bed.trigger('geojson', { payload: [{ id: 1, lat: 1, lon: 2 }] }));
    }
    assert.deepEqual(
      warningsOf(bed, 'geojson'),
      ['title', 'is_live'].map(
        (field) =>
          `No item of the list has ${field}, which this node is to use. Check the path: the dialog offers those of the last list`,
      ),
    );
    assert.equal(bed.observer.statusesOf('geojson').at(-1), 'yellow dot 1/1 located, no title');
  });

  it('is not sent to its end when the node closes', async () => {
    await bed.deploy([toMap()]);
    bed.clock.restore();
    const payload = Array.from({ length: 50_000 }, (_, id) => ({ id, lat: 45, lon: id / 1000 }));
    bed.journal.start('geojson', { payload });
    await pause(50);
    await bed.stop();
    assert(bed.journal.sentBy('geojson') < payload.length);
    assert.equal(bed.journal.completedBy('geojson'), 0);
  });

  for (const mode of ['list', 'items'] as const) {
    it(`takes the former name of an item off the map, as ${mode}`, async () => {
      const wires = [['geojson'], ['geojson'], ['geojson']];
      await bed.deploy([toMap({ mapName: 'info.name' }), ...changes({ mode, wires })]);
      const item = { id: 1, lat: 1, lon: 2 };
      const sent: string[] = [];
      for (const info of [{ name: 'a' }, { name: 'b' }, { name: 'b', lane: 2 }, undefined]) {
        bed.journal.start('changes', { payload: [{ ...item, info }] });
        await pause();
      }
      for (const { payload } of await bed.journal.receives('out', 5)) {
        const { name, deleted } = Object(payload);
        sent.push(deleted ? `${name} deleted` : name);
      }
      assert.deepEqual(sent, ['a (1) deleted', 'b (1)', 'b (1)', 'b (1) deleted', '1']);
    });
  }

  it('takes the former name of a feature off the map', async () => {
    await bed.deploy([toMap()]);
    const geometry = { type: 'Point', coordinates: [1, 2] };
    const item = { type: 'Feature', id: 1, properties: { name: 'b' }, geometry };
    const reports: unknown[] = [
      { item, changes: [{ path: 'properties.name', old: 'a', new: 'b' }] },
      { item: { ...item, id: 2 }, changes: [{ path: 'geometry', old: null }] },
      { item: { ...item, id: 3 }, changes: [{ path: 'no path]' }, 'text', { path: 'properties' }] },
      { item: { ...item, id: 4 }, changes: 'none' },
    ];
    const sent = assertSent(await bed.trigger('geojson', { payload: { changed: reports } }));
    const deleted = sent
      .map(payloadOf)
      .map(Object)
      .filter((each) => each.deleted);
    assert.deepEqual(
      deleted.map(({ name }) => name),
      ['a (1)', '3'],
    );
  });
});
