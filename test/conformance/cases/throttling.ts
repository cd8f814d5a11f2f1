import assert from 'node:assert/strict';
import { payloadOf } from '../payload';
import { listRequests, type SeenRequest } from '../request-log';
import { LINKS, useTestBed } from '../test-bed';

/** DRF's throttle and its `Retry-After`. */
export function throttlingCases(): void {
  describe('a throttle of two requests a minute', () => {
    const bed = useTestBed({ throttle: '2/min' });

    it('fails at once and says how long to wait', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS], account: { retries: 0 } });
      await trigger('links');
      await trigger('links');
      await assert.rejects(trigger('links'), isRateLimited);
      assert.deepEqual(statuses(await bed.stack.requests()), [200, 200, 429]);
    });

    it('calls no half list whole when it is stopped between two pages', async () => {
      const { trigger } = await bed.deploy({
        lists: [{ ...LINKS, mode: 'pages' }],
        account: { retries: 0 },
      });
      await assert.rejects(trigger('links', { query: { page_size: 20 } }), isRateLimited);
      assert.deepEqual(statuses(await bed.stack.requests()), [200, 200, 429]);
    });
  });

  describe('a throttle of two requests a second', () => {
    const bed = useTestBed({ throttle: '2/sec' });

    it('waits as long as the service asks, then delivers', async () => {
      const { trigger } = await bed.deploy({ lists: [LINKS] });
      for (let poll = 1; poll <= 3; poll++) {
        assert.deepEqual(payloadOf(await trigger('links')), bed.links);
      }
      assert.deepEqual(statuses(await bed.stack.requests()), [200, 200, 429, 200]);
    });
  });
}

function statuses(requests: readonly SeenRequest[]): number[] {
  return listRequests(requests).map(({ status }) => status);
}

function isRateLimited(error: unknown): boolean {
  assert(error instanceof Error && 'code' in error && 'statusCode' in error);
  assert.deepEqual([error.code, error.statusCode], ['RATE_LIMITED', 429]);
  assert('retryAfter' in error && typeof error.retryAfter === 'number');
  assert(error.retryAfter > 40 && error.retryAfter <= 60, `${error.retryAfter} seconds`);
  return true;
}
