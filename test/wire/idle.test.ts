import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { needsWire, useLab } from './support/lab';
import { reportTraffic } from './support/report';
import type { Connection } from './support/wire';

/** Milliseconds between two polls of the account that polls. */
const INTERVAL = 60_000;

/** Milliseconds in which the last packets of a poll arrive. */
const SETTLED = 1_000;

/** Milliseconds after which a connection that has not been used is closed for certain. */
const CLOSED = 170_000;

/** The most probes that fit into a minute, if there are 45 s from one to the next. */
const PROBES = 1;

describe('what an account costs on a metered link', () => {
  needsWire();
  const labs = useLab();

  it('is a probe each 45 s while it is idle, and then nothing', async function () {
    this.timeout(CLOSED + 60_000);
    const lab = await labs.start({ roundTrip: 60 });
    await lab.open('idle', 'https');
    await lab.open('polling', 'https');
    const counted = async (action: () => Promise<unknown>): Promise<Connection[]> =>
      lab.wire.during(async () => {
        await action();
        await sleep(SETTLED);
      });

    const [connecting] = await counted(() => lab.get('idle'));
    reportTraffic('the first poll', connecting);
    await counted(() => lab.get('polling'));
    const [idle, between] = await lab.wire.during(() => sleep(INTERVAL));
    reportTraffic('a minute without a poll', idle);
    reportTraffic('a minute before the next poll', between);
    const polls = await counted(() => lab.get('polling'));
    reportTraffic('a poll over the kept connection', polls[0]);
    await sleep(CLOSED - INTERVAL);
    assert.equal(await lab.connections(), 1, 'the one that was polled last is still open');
    const [resumed] = await counted(() => lab.get('idle'));
    reportTraffic('a poll over a new connection', resumed);

    assert((idle?.up.packets ?? 0) <= PROBES, `${idle?.up.packets} packets`);
    assert((idle?.down.packets ?? 0) <= PROBES, `${idle?.down.packets} packets`);
    assert.equal(polls.length, 1, 'the next poll used the same connection');
    assert(bytesDown(resumed) < bytesDown(connecting), 'a new connection resumes the TLS session');
  });
});

function bytesDown(connection: Connection | undefined): number {
  assert(connection, 'there was a connection');
  return connection.down.bytes;
}
