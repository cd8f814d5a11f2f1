import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/errors';
import { BrokenLists } from '../../../src/list/broken-lists';
import { useFakeClock } from '../../support/clock';

const SECOND = 1_000;
const urlOf = (n: number): URL => new URL(`http://127.0.0.1/v1/links/?site=${n}`);

describe('a list whose later pages cannot be read', () => {
  const clock = useFakeClock();
  const failed = new ServiceError('SERVER_ERROR', { statusCode: 500, retryAfter: 8 });

  it('is not begun again until the time is over, and fails with the seconds that are left', async () => {
    const lists = new BrokenLists();
    lists.add(urlOf(1), failed);
    await clock.pass(5 * SECOND);
    assert.throws(() => lists.assertReadable(urlOf(1)), {
      code: 'SERVER_ERROR',
      facts: { statusCode: 500, retryAfter: 3 },
    });
    lists.assertReadable(urlOf(2));
    await clock.pass(3 * SECOND);
    lists.assertReadable(urlOf(1));
  });

  it('is begun at once after a failure that names no time, or is none of the service', () => {
    const lists = new BrokenLists();
    lists.add(urlOf(1), new ServiceError('SERVER_ERROR', { statusCode: 500 }));
    lists.add(urlOf(1), new Error('closed'));
    lists.assertReadable(urlOf(1));
  });

  it('is remembered among the last hundred', () => {
    const lists = new BrokenLists();
    for (let n = 0; n <= 100; n++) lists.add(urlOf(n), failed);
    lists.assertReadable(urlOf(0));
    assert.throws(() => lists.assertReadable(urlOf(1)));
  });
});
