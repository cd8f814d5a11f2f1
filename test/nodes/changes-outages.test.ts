import assert from 'node:assert/strict';
import { outageAt } from '../../src/sample/outages';
import { until } from '../support/clock';
import { LONG_RUNS } from '../support/long-runs';
import { changes, reportedBy } from './support/changes-bed';
import { assertSent } from './support/failure';
import { devices } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const MINUTE = 60_000;
const HOURS = LONG_RUNS ? 24 : 1;
const POLLS = HOURS * 60;
const DEVICES = 14;

/** A device that goes offline or comes back, and the poll at which it is reported. */
interface Event {
  readonly poll: number;
  readonly device: number;
  readonly from: unknown;
  readonly to: unknown;
}

describe(`the outages of ${LONG_RUNS ? 'a day' : 'an hour'}, polled every minute`, () => {
  const bed = useTestBed({ devices: DEVICES });

  it('are reported once each and nothing else is; the flap filter lets through what lasts', async () => {
    const fields = [{ path: 'live_status', threshold: '' }];
    const filters = [1, 3, 4].map((polls) => ({ id: `after-${polls}`, polls }));
    await bed.deploy([
      devices({ wires: [filters.map(({ id }) => id)] }),
      ...filters.flatMap((filter) => changes({ ...filter, watch: 'only', fields })),
    ]);
    const start = Date.now();
    const reported = new Map<string, Event[]>(filters.map(({ id }) => [id, []]));
    for (let poll = 0; poll <= POLLS; poll++) {
      assertSent(await bed.trigger('devices'));
      const done = ({ id }: { id: string }) => bed.journal.completedBy(id) === poll + 1;
      await until(() => filters.every(done), `poll ${poll} is compared`);
      for (const { id } of filters) {
        const news = bed.journal.sentBy(id);
        const events = reported.get(id);
        assert(events);
        if (news > new Set(events.map((event) => event.poll)).size) {
          await until(() => reportedBy(bed, id).changed.length === news, 'the change arrives');
          events.push(...eventsOf(reportedBy(bed, id).changed.at(-1)?.payload, poll));
        }
      }
      bed.clock.tick(MINUTE);
    }

    const scheduled = schedule(start);
    assert(scheduled.length > 16 * HOURS);
    assert.deepEqual(reported.get('after-1'), scheduled);
    // Every outage lasts for three polls, and is reported at the third.
    const later = scheduled.map((event) => ({ ...event, poll: event.poll + 2 }));
    assert.deepEqual(
      reported.get('after-3'),
      later.filter(({ poll }) => poll <= POLLS),
    );
    assert.deepEqual(reported.get('after-4'), []);
    for (const { id } of filters) {
      const { added, removed } = reportedBy(bed, id);
      assert.deepEqual([added, removed], [[], []]);
    }
  }).timeout(120_000);
});

function eventsOf(payload: unknown, poll: number): Event[] {
  assert(Array.isArray(payload));
  return payload.flatMap(({ item, changes: values }) =>
    Array.from(values, (value) => {
      const { path, old: from, new: to } = Object(value);
      assert.equal(path, 'live_status');
      return { poll, device: Number(item.id) - 101, from, to };
    }),
  );
}

/** What the published schedule says, minute by minute. */
function schedule(start: number): Event[] {
  const offlineAt = (poll: number) => outageAt(start + poll * MINUTE, DEVICES)?.device;
  return Array.from({ length: POLLS }, (_, index) => index + 1).flatMap((poll): Event[] => {
    const [before, now] = [offlineAt(poll - 1), offlineAt(poll)];
    if (before === now) return [];
    return [
      ...(now === undefined ? [] : [{ poll, device: now, from: 'Live', to: 'Offline' }]),
      ...(before === undefined ? [] : [{ poll, device: before, from: 'Offline', to: 'Live' }]),
    ];
  });
}
