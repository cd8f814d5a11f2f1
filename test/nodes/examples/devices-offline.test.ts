import assert from 'node:assert/strict';
import { buildCity } from '../../../src/sample/city';
import { outageAt } from '../../../src/sample/outages';
import { until } from '../../support/clock';
import { LONG_RUNS } from '../../support/long-runs';
import { useTestBed } from '../support/test-bed';
import { deployExample } from './example-bed';

const MINUTE = 60_000;
const HOURS = LONG_RUNS ? 24 : 6;
const POLLS = HOURS * 60;
const DEVICES = 14;
const { sensors: SENSORS } = buildCity({ devices: DEVICES });

/** In how many lists in a row the example wants to see something before it tells it. */
const FLAP_FILTER = 2;

describe('the example "Devices offline and back"', () => {
  const bed = useTestBed({ devices: DEVICES });

  it(`notifies of each outage of ${HOURS} hours and of its end, once, and of nothing else`, async () => {
    const example = await deployExample(bed, 'Devices offline and back');
    const shown = example.debug('notification');
    const changes = example.only('inode-changes');
    const expected: unknown[] = [];
    const start = Date.now();
    // The inject node sends the first list by itself.
    bed.clock.tick(100);
    for (let poll = 0; poll <= POLLS; poll++) {
      await until(() => bed.journal.completedBy(changes) > poll, `poll ${poll} is compared`);
      if (poll >= FLAP_FILTER - 1) expected.push(...due(start, poll, FLAP_FILTER - 1));
      await until(
        () => bed.journal.received(shown).length >= expected.length,
        `what is due at poll ${poll} is told`,
      );
      bed.clock.tick(MINUTE);
    }
    const told = bed.journal.received(shown).map(({ payload }) => {
      const { title, priority, device, at } = Object(payload);
      return { title, priority, device, at };
    });
    assert(expected.length > 16 * HOURS);
    assert.deepEqual(told, expected);
  }).timeout(120_000);
});

/** What the published schedule says of a poll, to be told when it has lasted for some more. */
function due(start: number, poll: number, later: number): unknown[] {
  const offlineAt = (time: number) => outageAt(time, DEVICES)?.device;
  const now = start + (poll - later) * MINUTE;
  const [before, after] = [offlineAt(now - MINUTE), offlineAt(now)];
  if (before === after || poll === later) return [];
  const at = new Date(start + poll * MINUTE + 100).toISOString();
  const notice = (index: number, title: string, priority: string) => {
    const sensor = SENSORS[index];
    assert(sensor);
    return { title: `${sensor.name} ${title}`, priority, device: sensor.id, at };
  };
  return [
    ...(after === undefined ? [] : [notice(after, 'is offline', 'high')]),
    ...(before === undefined ? [] : [notice(before, 'is back', 'normal')]),
  ];
}
