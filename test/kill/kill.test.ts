import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { writeLongRun } from '../../scripts/support/reports';
import { useFolder } from '../support/use-folder';
import { liveAndDie, startRefresher } from './life';
import { Rotation } from './rotation';

/** The number of kills that is reported in docs/reports/long-runs.md: that of `npm run kill`. */
const FULL_LENGTH = 1_000;
/** How often processes are killed. */
const KILLS = Number(process.env.INODE_KILLS ?? 100);
/** Files that are worked on at the same time, each by one process. */
const FILES = 4;
/** Milliseconds that a process works for at the most: several writes. */
const LONGEST = 12;

describe(`an account whose process is killed ${KILLS} times, at any moment`, function () {
  this.timeout(60_000 + KILLS * 300);
  const inFolder = useFolder();

  /** Kills one process after the other, all on the same file. */
  async function killOneByOne(name: string, kills: number): Promise<number> {
    const order = { path: inFolder('inode-tokens', name), secrets: [randomUUID()] };
    const rotation = new Rotation();
    let kept = -1;
    let used = 0;
    // The next process gets ready while this one works.
    let next = startRefresher();
    try {
      for (let kill = 0; kill < kills; kill++) {
        const refresher = next;
        next = startRefresher();
        const issued = rotation.length;
        const isEarly = randomInt(10) === 0;
        const ms = isEarly ? randomInt(150) : randomInt(LONGEST);
        const death = await liveAndDie(refresher, order, rotation, { ms, isEarly });
        if (death.first !== undefined) {
          // The tokens that were kept or those on their way: nothing older, and no new sign-in.
          const isFromFile = death.first >= kept && death.first < issued;
          assert(kept < 0 || isFromFile, `the tokens are lost at kill ${kill}`);
          used++;
        }
        kept = Math.max(kept, death.kept ?? -1);
      }
      const { first = -1, kept: last = -1 } = await liveAndDie(next, order, rotation, {
        ms: 500,
        isEarly: false,
      });
      assert(first >= kept && last > first, 'the account does not work on');
    } finally {
      next.kill('SIGKILL');
    }
    return used;
  }

  it('starts again each time with the tokens that it kept last', async () => {
    const started = Date.now();
    const names = Array.from({ length: FILES }, (_, n) => `account${n}`);
    const used = await Promise.all(names.map((name) => killOneByOne(name, KILLS / FILES)));
    assert(
      used.every((starts) => starts > KILLS / FILES / 2),
      'hardly a process got to work',
    );
    const files = await readdir(inFolder('inode-tokens'));
    assert.deepEqual(
      files.filter((file) => !file.startsWith('new-')),
      names,
    );
    if (KILLS < FULL_LENGTH) return;
    const sum = used.reduce((total, each) => total + each, 0);
    const seconds = Math.round((Date.now() - started) / 1_000);
    const date = new Date().toISOString().slice(0, 10);
    writeLongRun('kill', [
      `Node.js ${process.version}, ${seconds} s, ${date}`,
      `${KILLS} kills; ${sum} starts after them went on with the kept tokens, and none had lost them`,
    ]);
  });
});
