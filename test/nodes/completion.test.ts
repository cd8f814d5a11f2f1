import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { Fault } from '../../simulator/index';
import { passTime, pause } from '../support/clock';
import { CATCH, CAUGHT, links, onTab } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { without } from './support/without';

const LINKS = '/api/v1/links/';
const COMPLETE = onTab({ id: 'complete', type: 'complete', scope: ['links'] });
const FLOW = [links(), COMPLETE, CATCH, CAUGHT];

interface Case {
  readonly fault: Fault;
  readonly code: string;
  readonly statusCode?: number;
  readonly retryAfter?: number;
}

const answer = (status: number, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers,
});

const CASES: readonly Case[] = [
  { fault: answer(403), code: 'FORBIDDEN', statusCode: 403 },
  { fault: answer(404), code: 'NOT_FOUND', statusCode: 404 },
  { fault: answer(400), code: 'HTTP_ERROR', statusCode: 400 },
  { fault: answer(500), code: 'SERVER_ERROR', statusCode: 500 },
  {
    fault: answer(429, { 'retry-after': '3600' }),
    code: 'RATE_LIMITED',
    statusCode: 429,
    retryAfter: 3_600,
  },
  {
    fault: answer(503, {
      'retry-after': 'Fri, 01 Jan 2010 00:30:00 GMT',
      // The service's own clock is the one that counts.
      date: 'Fri, 01 Jan 2010 00:00:00 GMT',
    }),
    code: 'SERVER_ERROR',
    statusCode: 503,
    retryAfter: 1_800,
  },
  {
    fault: { kind: 'redirect', location: 'http://127.0.0.2/' },
    code: 'REDIRECT_REFUSED',
    statusCode: 302,
  },
  { fault: { kind: 'reset' }, code: 'UNREACHABLE' },
  { fault: { kind: 'close' }, code: 'UNREACHABLE' },
  { fault: { kind: 'resetBody', bytes: 10 }, code: 'ANSWER_INCOMPLETE' },
  { fault: { kind: 'truncate', bytes: 10 }, code: 'ANSWER_INVALID', statusCode: 200 },
  {
    fault: { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' },
    code: 'ANSWER_INVALID',
    statusCode: 200,
  },
];

describe('the completion of a message', () => {
  const bed = useTestBed();

  /** Lets every message that is on its way arrive, and counts what arrived. */
  async function arrivals(): Promise<Record<string, number>> {
    await pause();
    const [out = 0, complete = 0, caught = 0] = ['out', 'complete', 'caught'].map(
      (id) => bed.journal.received(id).length,
    );
    return { out, complete, caught };
  }

  it('comes once to the Complete node for a success, and never to the Catch node', async () => {
    await bed.deploy(FLOW);
    await bed.trigger('links');
    assert.deepEqual(await arrivals(), { out: 1, complete: 1, caught: 0 });
  });

  it('comes once for each of several messages that are in flight together', async () => {
    await bed.deploy(FLOW);
    await Promise.all(Array.from({ length: 10 }, () => bed.trigger('links')));
    assert.deepEqual(await arrivals(), { out: 10, complete: 10, caught: 0 });
    assert.equal(bed.journal.completedBy('links'), 10);
  });

  it('comes once for a list that is sent in several messages', async () => {
    await bed.deploy([links({ mode: 'items' }), COMPLETE, CATCH, CAUGHT]);
    await bed.trigger('links');
    assert.deepEqual(await arrivals(), { out: 24, complete: 1, caught: 0 });
  });

  for (const { fault, code, ...facts } of CASES) {
    const { statusCode, retryAfter } = facts;
    const what = [fault.kind, statusCode, retryAfter].filter((part) => part !== undefined);
    it(`comes once to the Catch node for ${what.join(' ')}, as ${code}`, async () => {
      await bed.deploy(FLOW, { account: { retries: 0 } });
      bed.simulator.faults.add({ on: { path: LINKS }, fault, times: Number.POSITIVE_INFINITY });
      await passTime(bed.clock, bed.trigger('links'));
      assert.deepEqual(await arrivals(), { out: 0, complete: 0, caught: 1 });
      const { error } = bed.journal.received('caught')[0] ?? {};
      const { code: caughtCode, cause, message, source } = Object(error);
      assert.equal(caughtCode, code);
      assert.deepEqual(cause, { code, statusCode, retryAfter });
      assert.equal(source.id, 'links');
      assert.match(message, /\. [A-Z].*\.$/, 'says what happened, then what to do');
      assert.match(bed.observer.statusesOf('links').at(-1) ?? '', /^red ring [a-zA-Z ]{1,19}$/);
    });
  }

  for (const mode of ['list', 'items', 'pages'] as const) {
    it(`leaves the properties of a message that failed as they were, with mode ${mode}`, async () => {
      await bed.deploy([links({ mode }), CATCH, CAUGHT], { account: { retries: 0 } });
      bed.simulator.faults.add({ on: { path: LINKS }, fault: answer(404) });
      const message: NodeMessage = {
        _msgid: 'message',
        topic: 'now',
        payload: { of: ['the', 'user'] },
        parts: { id: 'outer', index: 0 },
        inode: 'something else',
        query: { a: null },
      };
      const before = structuredClone(message);
      await bed.trigger('links', message);
      const [caught] = await bed.journal.receives('caught', 1);
      assert.deepEqual(without(caught ?? {}, 'error'), before);
      assert.deepEqual(message, before);
    });
  }

  it('is logged as an error where there is no Catch node', async () => {
    await bed.deploy([links()]);
    bed.simulator.faults.add({ on: { path: LINKS }, fault: answer(404) });
    await bed.trigger('links');
    assert.match(bed.observer.complaints().at(-1) ?? '', /does not know this address/);
  });
});
