import assert from 'node:assert/strict';
import type { Feature, Geometry } from 'geojson';
import { Aborter } from '../../../src/abort';
import { placeInList } from '../../../src/geojson/map-names';
import { itemsOf } from '../../../src/geojson/to-features';
import { createWorldmap } from '../../../src/geojson/worldmap';
import { assertGeojson } from './support/assert-geojson';
import { featuresOf } from './support/features-of';

const LINE: Geometry = {
  type: 'LineString',
  coordinates: [
    [-93.1, 41.2],
    [-93.2, 41.3],
    [-93.3, 41.3],
  ],
};
const ENDS: Geometry = { type: 'MultiPoint', coordinates: LINE.coordinates.slice(0, 2) };
const POINT: Geometry = { type: 'Point', coordinates: [-93.1, 41.2] };

/** A feed of WZDx, as version 4 has it. */
function feed(info: 'feed_info' | 'road_event_feed_info', features: readonly Feature[]): object {
  const dataSource = {
    data_source_id: 'a',
    organization_name: 'DOT',
    update_date: '2026-03-04T13:14:00Z',
  };
  const about = { publisher: 'DOT', version: '4.2', data_sources: [dataSource] };
  return { [info]: about, type: 'FeatureCollection', features, bbox: [-93.3, 41.2, -93.1, 41.3] };
}

function event(id: string, type: string, geometry: Geometry, more: object = {}): Feature {
  const properties = {
    core_details: {
      event_type: type,
      data_source_id: 'a',
      name: `${type} ${id}`,
      road_names: ['I 80'],
      direction: 'eastbound',
    },
    vehicle_impact: 'some-lanes-closed',
    lanes: [{ order: 1, type: 'general', status: 'closed' }],
    ...more,
  };
  return { id, type: 'Feature', properties, geometry };
}

function device(id: string, type: string, more: object = {}): Feature {
  const core = {
    device_type: type,
    data_source_id: 'a',
    device_status: 'ok',
    name: `${type} ${id}`,
  };
  return {
    id,
    type: 'Feature',
    properties: { core_details: core, ...more },
    geometry: POINT,
  };
}

const FEEDS: readonly [what: string, feed: object][] = [
  [
    'a work zone along a line',
    feed('feed_info', [
      event('1', 'work-zone', LINE, { beginning_milepost: 1, ending_milepost: 2 }),
    ]),
  ],
  ['a work zone between two points', feed('road_event_feed_info', [event('1', 'work-zone', ENDS)])],
  ['a detour', feed('feed_info', [event('1', 'detour', LINE)])],
  [
    'a restriction',
    feed('feed_info', [
      event('1', 'restriction', LINE, {
        restrictions: [{ type: 'reduced-height', value: 13.5, unit: 'feet' }],
      }),
    ]),
  ],
  [
    'an arrow board',
    feed('feed_info', [device('1', 'arrow-board', { pattern: 'right-arrow-static' })]),
  ],
  [
    'a camera, a sign and a marker',
    feed(
      'feed_info',
      ['camera', 'dynamic-message-sign', 'location-marker'].map((type, at) =>
        device(String(at), type),
      ),
    ),
  ],
  [
    'a sensor of traffic',
    feed('feed_info', [
      device('1', 'traffic-sensor', { average_speed_kph: 70, lane_data: [{ lane_order: 1 }] }),
    ]),
  ],
  ['a feed without events', feed('feed_info', [])],
];

describe('a feed of road work', () => {
  for (const [what, payload] of FEEDS) {
    it(`is drawn with the names and colors of its features: ${what}`, async () => {
      const items = itemsOf(payload);
      assert(items !== undefined);
      const list = await featuresOf(items);
      assertGeojson(list.features);
      assert.deepEqual(list.features, items);
      const rules = {
        key: ['id'],
        label: ['core_details', 'name'],
        layer: '',
        icon: '',
        colorBy: ['core_details', 'data_source_id'],
        colors: [{ operator: 'eq', value: 'a', color: 'red' }] as const,
      };
      const { signal } = new Aborter();
      const drawings = await createWorldmap(list, rules, placeInList(undefined, false), signal);
      for (const { name, feature, draw } of drawings) {
        const { core_details: core } = feature.properties ?? {};
        assert.equal(name, `${core.name} (${feature.id})`);
        const { iconColor, color } = draw();
        assert.equal(iconColor ?? color, 'red');
      }
    });
  }
});
