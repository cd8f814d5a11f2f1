import assert from 'node:assert/strict';
import { Cooldown } from '../../../src/auth/cooldown';
import { useFakeClock } from '../../support/clock';

const MINUTE = 60_000;

describe('a cooling time', () => {
  const clock = useFakeClock();

  it('is 0 before anything was refused', () => {
    assert.equal(new Cooldown().remaining, 0);
  });

  it('grows with every refusal, up to an hour', async () => {
    const cooldown = new Cooldown();
    const lengths: number[] = [];
    while (lengths.length < 5) {
      cooldown.start();
      lengths.push(cooldown.remaining / MINUTE);
      await clock.pass(cooldown.remaining);
    }
    assert.deepEqual(lengths, [1, 4, 16, 60, 60]);
  });

  it('counts refusals that come while it runs as one', async () => {
    const cooldown = new Cooldown();
    cooldown.start();
    await clock.pass(MINUTE / 2);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE / 2);
  });

  it('runs down and is over at its very end', async () => {
    const cooldown = new Cooldown();
    cooldown.start();
    await clock.pass(MINUTE - 1);
    assert.equal(cooldown.remaining, 1);
    await clock.pass(1);
    assert.equal(cooldown.remaining, 0);
    await clock.pass(MINUTE);
    assert.equal(cooldown.remaining, 0);
  });

  it('has the length that the service asked for, and does not grow by that', async () => {
    const cooldown = new Cooldown();
    cooldown.hold(40_159_000);
    assert.equal(cooldown.remaining, 40_159_000);
    await clock.pass(40_159_000);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE);
  });

  it('starts from the beginning after a success', async () => {
    const cooldown = new Cooldown();
    cooldown.start();
    await clock.pass(MINUTE);
    cooldown.start();
    cooldown.reset();
    assert.equal(cooldown.remaining, 0);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE);
  });

  it('starts again, and is not longer, when the clock is set back', async () => {
    const cooldown = new Cooldown();
    cooldown.start();
    clock.set(Date.now() - 24 * 60 * MINUTE);
    assert.equal(cooldown.remaining, MINUTE);
    await clock.pass(MINUTE);
    assert.equal(cooldown.remaining, 0);
  });
});
