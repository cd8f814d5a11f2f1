import assert from 'node:assert/strict';
import { SessionContest } from '../../../src/auth/session-contest';
import { useFakeClock } from '../../support/clock';

const MINUTE = 60_000;

describe('a second program that signs in with the same credentials', () => {
  const clock = useFakeClock();

  function contest(expiresIn?: number) {
    let reports = 0;
    let count = 0;
    const watch = new SessionContest(() => reports++);
    return {
      reports: () => reports,
      isHeld: () => {
        try {
          watch.assertOver();
          return false;
        } catch {
          return true;
        }
      },
      /** A token that works, and is dead after a while; the next one works again. */
      liveFor: async (ms: number): Promise<void> => {
        if (count === 0) watch.begin('token-0', expiresIn);
        watch.worked(`token-${count}`);
        await clock.pass(ms);
        watch.begin(`token-${count + 1}`, expiresIn);
        watch.worked(`token-${count + 1}`);
        for (let caller = 0; caller < 20; caller++) watch.died(`token-${count}`);
        count++;
      },
      watch,
    };
  }

  it('is noticed at the third token that dies in less than half of its life', async () => {
    const { liveFor, reports, isHeld } = contest(600);
    await liveFor(299_000);
    await liveFor(299_000);
    assert.deepEqual([reports(), isHeld()], [0, false]);
    await liveFor(299_000);
    assert.deepEqual([reports(), isHeld()], [1, true]);
  });

  it('is noticed in 5 minutes of each where their life is unknown, and in an hour where it is long', async () => {
    for (const [life, youngFor] of [
      [undefined, 5 * MINUTE],
      [86_400, 60 * MINUTE],
    ] as const) {
      const [young, old] = [contest(life), contest(life)];
      for (let n = 0; n < 3; n++) await young.liveFor(youngFor - 1);
      for (let n = 0; n < 3; n++) await old.liveFor(youngFor);
      assert.deepEqual([young.reports(), old.reports()], [1, 0]);
    }
  });

  it('is not suspected where tokens live and the clock is set back', async () => {
    const { liveFor, reports } = contest(600);
    for (let n = 0; n < 5; n++) {
      await liveFor(599_000);
      clock.set(Date.now() - 600_000);
    }
    assert.equal(reports(), 0);
  });

  it('leaves 1, 2, 4, 8 and 15 minutes between two sign-ins, and is reported once', async () => {
    const { liveFor, reports, isHeld } = contest(3_600);
    await liveFor(MINUTE);
    await liveFor(MINUTE);
    const waits: number[] = [];
    for (let n = 0; n < 6; n++) {
      await liveFor(MINUTE);
      let minutes = 0;
      for (; isHeld(); minutes++) await clock.pass(MINUTE);
      waits.push(minutes);
    }
    assert.deepEqual(waits, [1, 2, 4, 8, 15, 15]);
    assert.equal(reports(), 1);
  });

  it('is gone for now when a token lives, and noticed immediately when the next one dies young', async () => {
    const { liveFor, reports, isHeld } = contest(600);
    for (let n = 0; n < 3; n++) await liveFor(MINUTE);
    await clock.pass(MINUTE);
    await liveFor(5 * MINUTE);
    assert.equal(isHeld(), false);
    await liveFor(MINUTE);
    assert.deepEqual([reports(), isHeld()], [1, true]);
  });

  it('is gone for good when two tokens in a row live', async () => {
    const { liveFor, reports, isHeld } = contest(600);
    for (let n = 0; n < 3; n++) await liveFor(MINUTE);
    for (let n = 0; n < 2; n++) await liveFor(5 * MINUTE);
    for (let n = 0; n < 2; n++) await liveFor(MINUTE);
    assert.deepEqual([reports(), isHeld()], [1, false]);
    await liveFor(MINUTE);
    assert.deepEqual([reports(), isHeld()], [2, true]);
  });

  it('is not what refuses a token that never worked, or one of another run', () => {
    const { watch, reports } = contest(600);
    for (let n = 0; n < 10; n++) {
      watch.begin(`dead-${n}`, 600);
      watch.died(`dead-${n}`);
      watch.died('of another run');
    }
    assert.equal(reports(), 0);
  });
});
