import assert from 'node:assert/strict';
import { Cooldown } from '../../../src/layers/cooldown';
import { useFakeClock } from '../../support/clock';

const MINUTE = 60_000;
const GROWTH = { first: MINUTE, factor: 4, longest: 60 * MINUTE };

describe('a cooling time', () => {
  const clock = useFakeClock();

  it('is zero before anything was refused', () => {
    assert.equal(new Cooldown(GROWTH).remaining, 0);
  });

  it('grows with every failure, up to its longest', async () => {
    const cooldown = new Cooldown(GROWTH);
    const lengths: number[] = [];
    while (lengths.length < 5) {
      cooldown.start();
      lengths.push(cooldown.remaining / MINUTE);
      await clock.pass(cooldown.remaining);
    }
    assert.deepEqual(lengths, [1, 4, 16, 60, 60]);
  });

  it('counts failures that come while it runs as one', async () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start();
    await clock.pass(MINUTE / 2);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE / 2);
  });

  it('runs down and is over at its very end', async () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start();
    await clock.pass(MINUTE - 1);
    assert.equal(cooldown.remaining, 1);
    await clock.pass(1);
    assert.equal(cooldown.remaining, 0);
    await clock.pass(MINUTE);
    assert.equal(cooldown.remaining, 0);
  });

  it('of a given length does not lengthen the next one', async () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.hold(40_159_000);
    assert.equal(cooldown.remaining, 40_159_000);
    await clock.pass(40_159_000);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE);
  });

  it('starts from the beginning after a success', async () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start();
    await clock.pass(MINUTE);
    cooldown.start();
    cooldown.reset();
    assert.equal(cooldown.remaining, 0);
    cooldown.start();
    assert.equal(cooldown.remaining, MINUTE);
  });

  it('takes no notice of a clock that is set forward or back', async () => {
    for (const change of [6 * 60 * MINUTE, -24 * 60 * MINUTE, 30_000, -30_000]) {
      const cooldown = new Cooldown(GROWTH);
      cooldown.start();
      await clock.pass(MINUTE / 4);
      clock.set(Date.now() + change);
      assert.equal(cooldown.remaining, 0.75 * MINUTE);
      await clock.pass(0.75 * MINUTE);
      assert.equal(cooldown.remaining, 0);
    }
  });

  it('takes at the least as long as it is asked to, also where that comes while it runs', async () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start(2 * MINUTE);
    assert.equal(cooldown.remaining, 2 * MINUTE);
    cooldown.start(MINUTE);
    assert.equal(cooldown.remaining, 2 * MINUTE);
    cooldown.start(3 * MINUTE);
    assert.equal(cooldown.remaining, 3 * MINUTE);
    await clock.pass(3 * MINUTE);
    cooldown.start();
    assert.equal(cooldown.remaining, 4 * MINUTE);
  });

  it('grows to less where a longest time is given', () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start(0, 30_000);
    assert.equal(cooldown.remaining, 30_000);
  });

  it('that is ended is followed by a longer one', () => {
    const cooldown = new Cooldown(GROWTH);
    cooldown.start();
    cooldown.end();
    assert.equal(cooldown.remaining, 0);
    cooldown.start();
    assert.equal(cooldown.remaining, 4 * MINUTE);
  });

  it('continues in another process where it was', async () => {
    const [first, second] = [new Cooldown(GROWTH), new Cooldown(GROWTH)];
    first.start();
    await clock.pass(MINUTE / 4);
    second.resume(first.state);
    assert.equal(second.remaining, 0.75 * MINUTE);
    await clock.pass(MINUTE);
    second.start();
    assert.equal(second.remaining, 4 * MINUTE);
  });

  it('of another process is no longer than it was where the clock has lost its years', async () => {
    const [first, second] = [new Cooldown(GROWTH), new Cooldown(GROWTH)];
    first.start();
    const { state } = first;
    clock.set(0);
    second.resume(state);
    assert.equal(second.remaining, MINUTE);
    await clock.pass(MINUTE);
    assert.equal(second.remaining, 0);
  });

  it('is kept as it is where the clock was set while it ran', async () => {
    const [first, second] = [new Cooldown(GROWTH), new Cooldown(GROWTH)];
    first.start();
    await clock.pass(MINUTE / 4);
    clock.set(Date.UTC(2036, 0));
    second.resume(first.state);
    assert.equal(second.remaining, 0.75 * MINUTE);
  });
});
