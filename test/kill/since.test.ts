import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeLongRun } from '../../scripts/support/reports';
import { useFolder } from '../support/use-folder';
import { GrowingList } from './growing-list';
import { SentLists } from './sent-lists';

/** The number of kills that is reported in docs/reports/long-runs.md: that of `npm run kill`. */
const FULL_LENGTH = 1_000;
/** How often the process is killed. */
const KILLS = Number(process.env.INODE_KILLS ?? 100);
/** Milliseconds that a process works for at the most: several lists. */
const LONGEST = 30;

function startPoller(): ChildProcess {
  return fork(join(__dirname, 'poller.js'));
}

describe(`what is new of a list, in a process that is killed ${KILLS} times, at any moment`, function () {
  this.timeout(60_000 + KILLS * 10_000);
  const inFolder = useFolder();
  const list = new GrowingList();
  before(() => list.start());
  after(() => list.close());

  async function kill(poller: ChildProcess): Promise<void> {
    const ended = once(poller, 'exit');
    poller.kill('SIGKILL');
    const [code, signal]: unknown[] = await ended;
    assert.deepEqual([code, signal], [null, 'SIGKILL']);
  }

  it('is sent without a loss, and after a kill at most one list once more', async () => {
    const started = Date.now();
    const sent = new SentLists(inFolder('sent'));
    // The next process gets ready while this one works.
    let next = startPoller();
    try {
      for (let kills = 0; kills < KILLS; kills++) {
        const poller = next;
        next = startPoller();
        const before = list.requests;
        poller.send({ origin: list.origin, folder: inFolder() });
        if (randomInt(10) > 0) await list.nextRequest(before + randomInt(4));
        await sleep(randomInt(LONGEST));
        await kill(poller);
        sent.check();
      }
      list.isGrowing = false;
      next.send({ origin: list.origin, folder: inFolder() });
      const before = list.requests;
      // All that is left comes with the first list; the others are empty.
      await list.nextRequest(before + 2);
    } finally {
      await kill(next);
    }
    sent.check();
    assert.equal(sent.seen.size, list.length);
    assert(sent.count > KILLS / 2, 'hardly a process got to work');
    if (KILLS < FULL_LENGTH) return;
    const seconds = Math.round((Date.now() - started) / 1_000);
    writeLongRun('kill since', [
      `Node.js ${process.version}, ${seconds} s, ${new Date().toISOString().slice(0, 10)}`,
      `${KILLS} kills; ${sent.seen.size} items in ${sent.count} lists, none lost; ${sent.repeated} lists had items of the one before a kill again, and none any others`,
    ]);
  });
});
