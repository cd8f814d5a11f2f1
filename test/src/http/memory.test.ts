import assert from 'node:assert/strict';
import { setImmediate as nextPass } from 'node:timers/promises';
import { Allotment, MemoryBudget } from '../../../src/http/memory';

const KB = 2 ** 10;

describe('the memory that all answers share', () => {
  it('is half for one call, which ends in BODY_TOO_LARGE beyond', () => {
    const allotment = new Allotment(new MemoryBudget(100 * KB));
    allotment.take(50 * KB);
    assert.throws(() => allotment.take(1), { code: 'BODY_TOO_LARGE' });
    assert.equal(allotment.taken, 50 * KB);
  });

  it('ends the call that finds it taken by others in BUSY', () => {
    const budget = new MemoryBudget(100 * KB);
    const [one, other, third] = [1, 2, 3].map(() => new Allotment(budget));
    one?.take(50 * KB);
    other?.take(40 * KB);
    assert.throws(() => third?.take(11 * KB), { code: 'BUSY' });
    one?.shrinkTo(0);
    third?.take(11 * KB);
    assert.equal(budget.left, 49 * KB);
  });

  it('may be exceeded by a call whose account allows more, while it is alone', () => {
    const budget = new MemoryBudget(100 * KB);
    const allotment = new Allotment(budget);
    for (let times = 0; times < 3; times++) allotment.take(100 * KB, 300 * KB);
    assert.throws(() => allotment.take(1, 300 * KB), { code: 'BODY_TOO_LARGE' });
    assert.throws(() => new Allotment(budget).take(1), { code: 'BUSY' });
  });

  it('is waited for until there is room for what a call may take', async () => {
    const budget = new MemoryBudget(100 * KB);
    const allotment = new Allotment(budget);
    budget.take(20 * KB);
    allotment.take(40 * KB);
    let hasRoom = false;
    const waiting = budget.room().then(() => {
      hasRoom = true;
    });
    allotment.shrinkTo(31 * KB);
    await nextPass();
    assert.equal(hasRoom, false);
    allotment.shrinkTo(30 * KB);
    await waiting;
  });
});
