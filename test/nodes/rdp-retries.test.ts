import assert from 'node:assert/strict';
import type { Fault } from '../../simulator';
import { passTime } from './support/clock';
import { assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, request } from './support/flow-nodes';
import { useRdpBed } from './support/service-beds';

const LISTS = 'data/watchlists/v1/lists';

describe('an RDP request that did not get through', () => {
  const { bed, deploy } = useRdpBed();
  const FAULTS: readonly Fault[] = [
    { kind: 'reset' },
    { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
    { kind: 'resetBody', bytes: 2 },
  ];
  const on = { path: `/rdp/${LISTS}` };

  for (const fault of FAULTS) {
    it(`is repeated when it is a GET (${fault.kind})`, async () => {
      await deploy([request({ path: LISTS })]);
      bed.simulator.faults.add({ on, fault });
      const [message] = assertSent(await passTime(bed.clock, bed.trigger('request')));
      assert.equal(Object(message?.rdp).requests, 2);
    });

    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      it(`is not repeated when it is a ${method} (${fault.kind})`, async () => {
        await deploy([request({ path: LISTS, method })]);
        bed.simulator.faults.add({ on, fault });
        const { error } = await passTime(bed.clock, bed.trigger('request', { payload: { a: 1 } }));
        // The simulator may still be about to break off an answer of which nobody wants the rest.
        bed.clock.tick(100);
        assert(error !== undefined);
        assert.equal(bed.simulator.count(on), 1);
      });
    }
  }

  for (const [status, code] of [
    [400, 'HTTP_ERROR'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [500, 'SERVER_ERROR'],
  ] as const) {
    it(`reaches a Catch node as ${code} with the status ${status}`, async () => {
      await deploy([request({ path: LISTS }), CATCH, CAUGHT]);
      bed.simulator.faults.add({ on, fault: { kind: 'answer', status }, times: 2 });
      assertFailed(await bed.trigger('request'), code);
      const [caught] = await bed.journal.receives('caught', 1);
      const { cause } = Object(caught?.error);
      assert.deepEqual(cause, { code, statusCode: status, retryAfter: undefined });
    });
  }
});
