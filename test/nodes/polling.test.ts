import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { CATCH, CAUGHT, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const MINUTE = 60_000;
/** How long it polls: 30 days where `npm run test:month` asks for them. */
const DAYS = Number(process.env['INODE_POLL_DAYS'] ?? 1 / 8);
const POLLS = DAYS * 24 * 60;

const EVERY_MINUTE = onTab({
  id: 'inject',
  type: 'inject',
  props: [],
  repeat: '60',
  wires: [['links']],
});

describe('a list node that polls', () => {
  const bed = useTestBed({ accessTokenLifetime: 600, links: 2, devices: 2 });

  it(`loses no message in ${DAYS * 24} hours of a poll a minute, and needs the password once`, async function () {
    this.timeout(1_800_000);
    await bed.deploy([EVERY_MINUTE, links(), CATCH, CAUGHT]);
    for (let poll = 1; poll <= POLLS; poll++) {
      bed.clock.tick(MINUTE);
      await until(() => bed.journal.completedBy('links') === poll, `poll ${poll} comes to its end`);
    }
    const results = await bed.journal.receives('out', POLLS);
    assert.equal(results.length, POLLS);
    assert(results.every(({ payload }) => Object(payload).length === 2));
    assert.equal(bed.journal.received('caught').length, 0);
    assert.equal(bed.simulator.count({ grant: 'password' }), 1);
    assert.equal(bed.simulator.count({ grant: 'refresh_token', status: 200 }), POLLS / 10 - 1);
    assert.equal(bed.simulator.count({ status: 401 }), 0);
  });
});
