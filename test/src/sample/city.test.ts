import assert from 'node:assert/strict';
import { distanceBetween } from '../../../src/sample/centretown';
import { buildCity } from '../../../src/sample/city';
import { devicesAt } from '../../../src/sample/devices';
import { linksAt } from '../../../src/sample/links';
import { outageAt, SLOT } from '../../../src/sample/outages';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A Wednesday; the city is on daylight saving time, UTC-4. */
const MIDNIGHT = Date.parse('2026-06-10T00:00:00-04:00');

describe('the sample city', () => {
  const city = buildCity();

  function totalTravelTime(time: number): number {
    return linksAt(city, time).reduce((sum, link) => sum + (link.travel_time ?? 0), 0);
  }

  function totalSamples(time: number): number {
    return linksAt(city, time).reduce((sum, link) => sum + link.sample_count, 0);
  }

  function slowestHour(from: number, until: number): number {
    const hours = Array.from({ length: until - from }, (_, index) => from + index);
    const totals = hours.map((hour) => totalTravelTime(MIDNIGHT + hour * HOUR));
    return from + totals.indexOf(Math.max(...totals));
  }

  for (const [devices, links] of [
    [14, 24],
    [300, 1500],
    [1, 0],
    [0, 0],
  ] as const) {
    it(`has ${devices} devices and ${links} links, with ids and names of their own`, () => {
      const { sensors, segments } = buildCity({ devices, links });
      assert.equal(new Set(sensors.map(({ id }) => id)).size, devices);
      assert.equal(new Set(sensors.map(({ name }) => name)).size, devices);
      assert.equal(new Set(segments.map(({ id }) => id)).size, links);
      assert.equal(new Set(segments.map(({ name }) => name)).size, links);
    });
  }

  it('is in Centretown and measures links from device to device', () => {
    for (const { location } of city.sensors) {
      assert.ok(Math.abs(location.lat - 45.416) < 0.012, `latitude ${location.lat}`);
      assert.ok(Math.abs(location.lon + 75.699) < 0.015, `longitude ${location.lon}`);
    }
    for (const { origin, destination, distance } of city.segments) {
      assert.equal(distance, Math.round(distanceBetween(origin.location, destination.location)));
      assert.ok(distance > 50 && distance < 1_000);
    }
  });

  it('has links and devices with the fields of the user manual', () => {
    const [link] = linksAt(city, MIDNIGHT);
    const [device] = devicesAt(city, MIDNIGHT);
    assert.deepEqual(Object.keys(link ?? {}), [
      'id',
      'name',
      'status',
      'travel_time',
      'speed',
      'sample_count',
      'last_update',
      'distance',
      'free_flow_speed',
      'data_source',
      'grid',
      'origin_sensor',
      'destination_sensor',
    ]);
    assert.deepEqual(Object.keys(device ?? {}), [
      'id',
      'name',
      'online',
      'live_status',
      'vpn_address',
      'input_voltage',
      'current',
      'ambient_temperature',
      'cpu_temperature',
      'grid',
      'time_zone',
      'city',
      'location',
      'last_update',
    ]);
  });

  it('is slowest in two rush hours, when most vehicles are measured', () => {
    assert.equal(slowestHour(0, 12), 8);
    assert.equal(slowestHour(12, 24), 17);
    const [rush, later] = [MIDNIGHT + 8 * HOUR, MIDNIGHT + 10.5 * HOUR];
    assert.ok(totalTravelTime(later) < totalTravelTime(rush));
    assert.ok(totalSamples(later) < totalSamples(rush));
  });

  it('is calmer at the weekend', () => {
    const rushHour = MIDNIGHT + 8 * HOUR;
    assert.ok(totalTravelTime(rushHour + 3 * 24 * HOUR) < 0.8 * totalTravelTime(rushHour));
  });

  it('changes from minute to minute and not within one', () => {
    const time = MIDNIGHT + 5 * MINUTE;
    assert.deepEqual(linksAt(city, time), linksAt(city, time + MINUTE - 1));
    assert.notEqual(totalTravelTime(time), totalTravelTime(time + MINUTE));
    assert.notDeepEqual(devicesAt(city, time), devicesAt(city, time + MINUTE));
  });

  it('has the same values for the same seed, and others for another one', () => {
    const other = buildCity({ seed: 1 });
    assert.deepEqual(linksAt(buildCity(), MIDNIGHT), linksAt(city, MIDNIGHT));
    assert.notDeepEqual(linksAt(other, MIDNIGHT), linksAt(city, MIDNIGHT));
    assert.notDeepEqual(devicesAt(other, MIDNIGHT), devicesAt(city, MIDNIGHT));
  });

  it('is warmer in the afternoon than at night', () => {
    const [night, afternoon] = [3, 15].map((hour) =>
      devicesAt(city, MIDNIGHT + hour * HOUR).map((device) => device.ambient_temperature),
    );
    assert.ok(night && afternoon);
    assert.ok(Math.min(...afternoon) > Math.max(...night) + 5);
  });

  it('takes one device after another offline, as the schedule says, and its links with it', () => {
    const changes = new Set<number>();
    let before: number | undefined;
    for (let time = MIDNIGHT; time < MIDNIGHT + 14 * SLOT; time += MINUTE) {
      const outage = outageAt(time, 14);
      const offline = devicesAt(city, time).filter((device) => !device.online);
      assert.deepEqual(
        offline.map(({ id }) => id),
        outage ? [city.sensors[outage.device]?.id] : [],
      );
      for (const link of linksAt(city, time)) {
        const isCut = offline.some(
          ({ id }) => id === link.origin_sensor || id === link.destination_sensor,
        );
        assert.equal(link.status, isCut ? 'Not Collected' : 'Collecting');
        assert.equal(link.travel_time === null, isCut);
        assert.equal(link.sample_count === 0, isCut);
      }
      if (outage?.device !== before) changes.add(time);
      before = outage?.device;
    }
    assert.equal(changes.size, 2 * 14);
  });

  it('shows what a device measured last while it is offline', () => {
    const outage = outageAt(MIDNIGHT + MINUTE, 14);
    assert.ok(outage);
    const { device, from, until } = outage;
    const [last, during, back] = [from - 1, until - 1, until].map(
      (time) => devicesAt(city, time)[device],
    );
    assert.deepEqual(during, { ...last, online: false, live_status: 'Offline' });
    assert.notEqual(back?.last_update, last?.last_update);
  });
});
