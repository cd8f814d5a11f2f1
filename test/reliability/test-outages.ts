import assert from 'node:assert/strict';
import { assertFailed, assertSent } from '../nodes/support/failure';
import type { Outcome } from '../nodes/support/journal';
import { passTime } from '../support/clock';
import { countRequests } from './count-requests';
import { type FaultRig, useFaultRig } from './fault-rig';
import { OUTAGES, type Outage } from './outages';
import type { Table } from './report';
import { INODE } from './services/inode';

const MINUTE = 60_000;
const POLLS = 10;

/** Tests outages. The returned function gives what was seen, once the tests have run. */
export function testOutages(): () => Table {
  const rows: string[][] = [];

  for (const outage of OUTAGES) {
    describe(`an outage of ten minutes ("${outage.name}")`, () => {
      const rig = useFaultRig(INODE, { accessTokenLifetime: outage.tokenLife });

      it('fails each poll once, heals by itself, and makes no storm of sign-ins', async () => {
        await rig.deploy();
        for (const outcome of await poll(rig)) assertSent(outcome);

        const [during] = await countRequests(() => sitOut(rig, outage));
        assert.equal(during.tokenRequests, outage.during);

        rig.bed.simulator.faults.clear();
        await rig.link.restore();
        const [after] = await countRequests(async () => {
          for (let late = 0; late < outage.late; late++) {
            for (const outcome of await poll(rig)) assertFailed(outcome, outage.sees);
          }
          for (const outcome of await poll(rig)) assertSent(outcome);
        });
        assert.deepEqual(after, { calls: 2, tokenRequests: outage.afterwards });
        const spent = [during.calls, during.tokenRequests, outage.late, after.tokenRequests].map(
          String,
        );
        rows.push([outage.name, `\`${outage.sees}\``, ...spent]);
      });
    });
  }

  return () => ({
    heading: 'Ten minutes without iNode, two nodes that ask once a minute',
    columns: [
      'outage',
      'what the flow saw',
      'calls',
      'token requests',
      'polls that still failed afterwards',
      'token requests afterwards',
    ],
    rows,
  });
}

async function sitOut(rig: FaultRig, { begin, sees }: Outage): Promise<void> {
  await begin(rig);
  for (let count = 0; count < POLLS; count++) {
    for (const outcome of await poll(rig)) assertFailed(outcome, sees);
  }
}

/** Triggers both nodes at once, a minute after they were triggered last. */
async function poll({ bed }: FaultRig): Promise<Outcome[]> {
  bed.clock.tick(MINUTE - (Date.now() % MINUTE));
  return passTime(bed.clock, Promise.all([bed.trigger('links'), bed.trigger('devices')]));
}
