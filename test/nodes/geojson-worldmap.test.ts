import assert from 'node:assert/strict';
import { pause } from '../support/clock';
import { assertSent } from './support/failure';
import { devices, geojson, JOIN } from './support/flow-nodes';
import { partsOf, payloadOf } from './support/parts';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const ITEMS = [
  { id: 1, name: 'a', lat: 1, lon: 2, status: 'Live' },
  { id: 2, name: 'b' },
  { id: 3, name: 'a', start: [1, 2], end: [3, 4], status: 'Offline' },
];

describe('A list for the worldmap', () => {
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

  it('is numbered, tells what is missing in each message, and has each feature', async () => {
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
});
