import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import { BrokenLists } from '../../../src/list/broken-lists';
import { useFakeClock } from '../../support/clock';

const SECOND = 1_000;
const first = (n: number): string => `v1/links/?site=${n}`;

describe('a list whose later pages cannot be read', () => {
  const clock = useFakeClock();
  const failed = new ServiceError('SERVER_ERROR', { statusCode: 500, retryAfter: 8 });

  it('is not begun again until the time is over, and fails with the seconds that are left', async () => {
    const lists = new BrokenLists();
    lists.add(first(1), failed);
    await clock.pass(5 * SECOND);
    assert.throws(() => lists.assertReadable(first(1)), {
      code: 'SERVER_ERROR',
      facts: { statusCode: 500, retryAfter: 3 },
    });
    lists.assertReadable(first(2));
    await clock.pass(3 * SECOND);
    lists.assertReadable(first(1));
  });

  it('is begun at once after a failure that names no time, or is none of the service', () => {
    const lists = new BrokenLists();
    lists.add(first(1), new ServiceError('SERVER_ERROR', { statusCode: 500 }));
    lists.add(first(1), new Error('closed'));
    lists.assertReadable(first(1));
  });

  it('is remembered among the last hundred', () => {
    const lists = new BrokenLists();
    for (let n = 0; n <= 100; n++) lists.add(first(n), failed);
    lists.assertReadable(first(0));
    assert.throws(() => lists.assertReadable(first(1)));
  });
});
