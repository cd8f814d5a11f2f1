import assert from 'node:assert/strict';
import { useFakeTimers } from 'sinon';
import { startSimulator } from '../../../simulator/index';
import { buildCity } from '../../../simulator/inode/city';
import { distanceBetween } from '../../../simulator/inode/geography';
import { devicesAt } from '../../../simulator/inode/sensors';
import { linksAt } from '../../../simulator/inode/traffic';
import { outageAt, SLOT } from '../../../simulator/schedule';
import { wholeList } from '../client';

const MINUTE = 60_000;
/** A Wednesday; the city is on daylight saving time, UTC-4. */
const MIDNIGHT = Date.parse('2026-06-10T00:00:00-04:00');

describe('simulator: city', () => {
  const city = buildCity(14, 24);

  function totalTravelTime(time: number): number {
    return linksAt(city, time).reduce((sum, link) => sum + (link.travel_time ?? 0), 0);
  }

  function slowestHour(from: number, until: number): number {
    const hours = Array.from({ length: until - from }, (_, index) => from + index);
    const totals = hours.map((hour) => totalTravelTime(MIDNIGHT + hour * 60 * MINUTE));
    return from + totals.indexOf(Math.max(...totals));
  }

  it('has as many devices and links as asked for, with ids of their own', () => {
    for (const [devices, links] of [
      [14, 24],
      [300, 1500],
      [1, 0],
    ] as const) {
      const { sites, stretches } = buildCity(devices, links);
      assert.equal(new Set(sites.map(({ id }) => id)).size, devices);
      assert.equal(new Set(sites.map(({ name }) => name)).size, devices);
      assert.equal(new Set(stretches.map(({ id }) => id)).size, links);
      assert.equal(new Set(stretches.map(({ name }) => name)).size, links);
    }
  });

  it('stands in Centretown and measures links from device to device', () => {
    for (const { location } of city.sites) {
      assert.ok(Math.abs(location.lat - 45.416) < 0.012, `latitude ${location.lat}`);
      assert.ok(Math.abs(location.lon + 75.699) < 0.015, `longitude ${location.lon}`);
    }
    for (const { origin, destination, distance } of city.stretches) {
      assert.equal(distance, Math.round(distanceBetween(origin.location, destination.location)));
      assert.ok(distance > 50 && distance < 1_000);
    }
  });

  it('is slowest in two rush hours', () => {
    assert.equal(slowestHour(0, 12), 8);
    assert.equal(slowestHour(12, 24), 17);
    assert.ok(
      totalTravelTime(MIDNIGHT + 10.5 * 60 * MINUTE) < totalTravelTime(MIDNIGHT + 8 * 60 * MINUTE),
    );
  });

  it('is calmer at the weekend', () => {
    const rushHour = MIDNIGHT + 8 * 60 * MINUTE;
    assert.ok(totalTravelTime(rushHour + 3 * 24 * 60 * MINUTE) < 0.8 * totalTravelTime(rushHour));
  });

  it('moves from minute to minute and holds still within one', () => {
    const time = MIDNIGHT + 5 * MINUTE;
    assert.deepEqual(linksAt(city, time), linksAt(city, time + MINUTE - 1));
    assert.notEqual(totalTravelTime(time), totalTravelTime(time + MINUTE));
    assert.notDeepEqual(devicesAt(city, time), devicesAt(city, time + MINUTE));
  });

  it('is warmer in the afternoon than at night', () => {
    const [night, afternoon] = [3, 15].map((hour) =>
      devicesAt(city, MIDNIGHT + hour * 60 * MINUTE).map((device) => device.ambient_temperature),
    );
    assert.ok(night && afternoon);
    assert.ok(Math.min(...afternoon) > Math.max(...night) + 5);
  });

  it('takes one device after another offline, as the schedule says, and its links with it', () => {
    const changes = new Set<number>();
    let before: number | undefined;
    for (let time = MIDNIGHT; time < MIDNIGHT + 14 * SLOT; time += MINUTE) {
      const outage = outageAt(time, 14);
      const devices = devicesAt(city, time);
      const offline = devices.filter((device) => !device.online);
      assert.deepEqual(
        offline.map(({ id }) => id),
        outage ? [city.sites[outage.device]?.id] : [],
      );
      for (const link of linksAt(city, time)) {
        const isCut = offline.some(
          ({ id }) => id === link.origin_sensor || id === link.destination_sensor,
        );
        assert.equal(link.status, isCut ? 'Not Collected' : 'Collecting');
        assert.equal(link.travel_time === null, isCut);
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

  it('reads its clock at each request', async () => {
    const clock = useFakeTimers({ now: MIDNIGHT, toFake: ['Date'] });
    const simulator = await startSimulator();
    try {
      assert.deepEqual(await wholeList(simulator, 'links'), linksAt(city, MIDNIGHT));
      clock.tick(8 * 60 * MINUTE);
      assert.deepEqual(await wholeList(simulator, 'devices'), devicesAt(city, Date.now()));
    } finally {
      clock.restore();
      await simulator.close();
    }
  });
});
