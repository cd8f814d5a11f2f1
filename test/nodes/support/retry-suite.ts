import assert from 'node:assert/strict';
import type { Fault } from '../../../simulator/index';
import { passTime } from '../../support/clock';
import { assertFailed, assertSent } from './failure';
import type { RequestBed } from './request-suite';

const FAULTS: readonly Fault[] = [
  { kind: 'reset' },
  { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
  { kind: 'resetBody', bytes: 2 },
];

/** What holds of every service's requests that did not get through: a GET is repeated, the others are not. */
export function testRetries({ bed, deploy, serverPath }: RequestBed): void {
  const on = { path: serverPath };

  for (const fault of FAULTS) {
    it(`is repeated when it is a GET (${fault.kind})`, async () => {
      await deploy();
      bed.simulator.faults.add({ on, fault });
      const sent = assertSent(await passTime(bed.clock, bed.trigger('request')));
      assert.equal(sent.length, 1);
      assert.equal(bed.simulator.count(on), 2);
    });

    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      it(`is not repeated when it is a ${method} (${fault.kind})`, async () => {
        await deploy({ method });
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
      await deploy();
      bed.simulator.faults.add({ on, fault: { kind: 'answer', status }, times: 2 });
      assertFailed(await bed.trigger('request'), code);
      const [caught] = await bed.journal.receives('caught', 1);
      const { cause } = Object(caught?.error);
      assert.deepEqual(cause, { code, statusCode: status, retryAfter: undefined });
    });
  }
}
