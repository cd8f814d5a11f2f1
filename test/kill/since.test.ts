import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeLongRun } from '../../scripts/support/reports';
import { useFolder } from '../support/use-folder';
import { GrowingList } from './growing-list';

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

  /** The lists that were sent, by the ids of their items. */
  function sent(): number[][] {
    const file = inFolder('sent');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text
      .split('\n')
      .slice(0, -1)
      .map((line) => [JSON.parse(line)].flat().map(Number));
  }

  async function kill(poller: ChildProcess): Promise<void> {
    const ended = once(poller, 'exit');
    poller.kill('SIGKILL');
    const [code, signal]: unknown[] = await ended;
    assert.deepEqual([code, signal], [null, 'SIGKILL']);
  }

  it('is sent without a loss, and after a kill at most one list once more', async () => {
    const started = Date.now();
    const seen = new Set<number>();
    let [repeated, lists] = [0, 0];
    /** The list that was on its way at the kill. */
    let last: number[] = [];

    /** Checks what a life has sent. */
    function check(): void {
      const all = sent();
      all.slice(lists).forEach((ids, index) => {
        const again = ids.filter((id) => seen.has(id));
        const allowed = new Set(index === 0 ? last : []);
        assert(
          again.every((id) => allowed.has(id)),
          'an item has come again that was noted',
        );
        if (again.length > 0) repeated++;
        for (const id of ids) seen.add(id);
      });
      last = all.at(-1) ?? last;
      lists = all.length;
    }

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
        check();
      }
      list.isGrowing = false;
      next.send({ origin: list.origin, folder: inFolder() });
      const before = list.requests;
      // All that is left comes with the first list; the others are empty.
      await list.nextRequest(before + 2);
    } finally {
      await kill(next);
    }
    check();
    assert.equal(seen.size, list.length);
    assert(lists > KILLS / 2, 'hardly a process got to work');
    if (KILLS < FULL_LENGTH) return;
    const seconds = Math.round((Date.now() - started) / 1_000);
    writeLongRun('kill since', [
      `Node.js ${process.version}, ${seconds} s, ${new Date().toISOString().slice(0, 10)}`,
      `${KILLS} kills; ${seen.size} items in ${lists} lists, none lost; ${repeated} lists had items of the one before a kill again, and none any others`,
    ]);
  });
});
