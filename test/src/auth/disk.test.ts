import assert from 'node:assert/strict';
import { useDisk } from '../../../src/auth/disk';

/** Milliseconds that the uses of the disk get here. */
const LIMIT = 20;

/** Something that hangs until it is let go. */
class Hanging {
  letGo = (): void => undefined;
  hasBegun = false;
  readonly work = (): Promise<void> => {
    this.hasBegun = true;
    return new Promise((resolve) => {
      this.letGo = resolve;
    });
  };
}

const timesOut = (promise: Promise<unknown>) =>
  assert.rejects(promise, { code: 'ETIMEDOUT' }, 'the limit is kept');

describe('the disk', () => {
  it('is used by one caller after the other, in the order of their calls', async () => {
    const log: string[] = [];
    const use = (name: string) =>
      useDisk(async () => {
        log.push(`${name} begins`);
        await new Promise(setImmediate);
        log.push(`${name} ends`);
        return name;
      });
    assert.deepEqual(await Promise.all([use('a'), use('b')]), ['a', 'b']);
    assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('passes on what the system says, and works again then', async () => {
    await assert.rejects(
      useDisk(() => Promise.reject(new Error('full'))),
      { message: 'full' },
    );
    assert.equal(await useDisk(async () => 1), 1);
  });

  it('that hangs is abandoned, and nothing more is begun while it does', async () => {
    const first = new Hanging();
    const behind = new Hanging();
    const later = new Hanging();
    const results = [useDisk(first.work, LIMIT), useDisk(behind.work, LIMIT)].map(timesOut);
    await Promise.all(results);
    await timesOut(useDisk(later.work, LIMIT));
    assert.deepEqual([first.hasBegun, behind.hasBegun, later.hasBegun], [true, false, false]);

    let isWaiting = true;
    const last = timesOut(useDisk(later.work, 60_000)).then(() => {
      isWaiting = false;
    });
    await new Promise(setImmediate);
    assert.equal(isWaiting, false, 'nobody waits for a disk that is known to hang');
    await last;

    first.letGo();
    await new Promise(setImmediate);
    assert.equal(await useDisk(async () => 'again'), 'again');
    assert.equal(behind.hasBegun, false, 'what was given up is not done later');
  });
});
