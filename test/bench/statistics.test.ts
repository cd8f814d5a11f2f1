import assert from 'node:assert/strict';
import { logSlope, median, medianInterval, quantile } from '../../scripts/support/statistics';

describe('the statistics of the benchmark', () => {
  it('take the middle of an odd number of values, and the mean of the two in it of an even one', () => {
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(median([4, 1, 3, 2]), 2.5);
  });

  it('say where the median may be: closer, the more values there are', () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    assert.deepEqual(medianInterval(numbers(100)), [41, 60]);
    assert.deepEqual(medianInterval(numbers(9)), [2, 8]);
    assert.deepEqual(medianInterval([3, 1]), [1, 3]);
  });

  it('take the value that is not exceeded by a share of the values', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.equal(quantile(values, 0.95), 95);
    assert.equal(quantile([7], 0.95), 7);
  });

  it('find the power by which something grows', () => {
    const points = [1, 10, 300].map((x) => [x, 5 * x ** 2] as const);
    assert.ok(Math.abs(logSlope(points) - 2) < 1e-9);
  });
});
