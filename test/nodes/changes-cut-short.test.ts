import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { until } from '../support/clock';
import { changes, payloadsOf, reportedBy, SILENCE } from './support/changes-bed';
import { assertFailed, assertSent } from './support/failure';
import { devices, inodeRequest } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const DEVICES = '/api/v1/devices/';
const items = (...ids: number[]) => ids.map((id) => ({ id }));

/** A page as Django REST Framework sends it. */
function page(count: number, results: readonly unknown[], links: object = {}) {
  return { count, next: null, previous: null, results, ...links };
}

describe('a list that the service cut short', () => {
  const bed = useTestBed();
  const status = () => bed.observer.statusesOf('changes').at(-1);

  /** Has the service answer the next requests with these. */
  function serve(...bodies: readonly unknown[]): void {
    for (const body of bodies) {
      const fault = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
      bed.simulator.faults.add({ on: { path: DEVICES }, fault });
    }
  }

  async function fetch(id = 'devices'): Promise<readonly NodeMessage[]> {
    const before = bed.journal.completedBy('changes');
    const sent = assertSent(await bed.trigger(id));
    const isDone = () => bed.journal.completedBy('changes') === before + sent.length;
    await until(isDone, 'it is compared');
    const arrived = () => Object.values(reportedBy(bed)).flat().length;
    await until(() => arrived() === bed.journal.sentBy('changes'), 'what it reported has arrived');

    return sent;
  }

  for (const mode of ['list', 'items', 'pages'] as const) {
    it(`is sent as ${mode}, and what it lacks is not reported as removed`, async () => {
      await bed.deploy([devices({ mode, wires: [['changes']] }), ...changes()]);
      serve(page(3, items(1, 2, 3)), page(3, items(1)), page(2, items(1, 3)));
      await fetch();
      const sent = await fetch();
      const { count, total } = Object(sent.at(-1)?.inode);
      assert.deepEqual({ count, total }, { count: 1, total: 3 });
      assert.equal(status(), 'red ring list invalid');
      assert.deepEqual(payloadsOf(reportedBy(bed)), SILENCE);
      await fetch();
      assert.deepEqual(payloadsOf(reportedBy(bed)), { ...SILENCE, removed: [items(2)] });
    });
  }

  it('says so, and what to do about it', async () => {
    await bed.deploy(changes());
    const inode = { resource: 'devices', count: 1, total: 3 };
    const outcome = await bed.trigger('changes', Object.assign({ payload: items(1) }, { inode }));
    const { message } = assertFailed(outcome, 'LIST_INVALID');
    assert.match(message, /sent 1 of the 3 items .* delete msg\.inode/);
  });

  it('is found where the list shrinks while its pages are read', async () => {
    await bed.deploy([devices({ mode: 'pages', wires: [['changes']] }), ...changes()]);
    serve(page(3, items(1, 2, 3)));
    await fetch();
    // When 1 goes, 3 moves to the first page, which was read before.
    serve(
      page(3, items(1, 2), { next: '?page=2' }),
      page(2, [], { previous: bed.simulator.baseUrl }),
    );
    await fetch();
    assert.equal(status(), 'red ring list invalid');
    assert.deepEqual(payloadsOf(reportedBy(bed)), SILENCE);
  });

  it('is not reported where the reading begins at a later page', async () => {
    const path = 'v1/devices/?page=2';
    await bed.deploy([
      inodeRequest({ path, mode: 'list', wires: [['changes']] }),
      ...changes({ first: 'added' }),
    ]);
    serve(page(3, items(3), { previous: bed.simulator.baseUrl }));
    const [message] = await fetch('request');
    assert.deepEqual(payloadsOf(reportedBy(bed)), { ...SILENCE, added: [items(3)] });
    assert.equal(Object(message?.inode).total, undefined);
  });
});

describe('input of inode-changes that is not a complete list,', () => {
  const bed = useTestBed();
  const CASES: [what: string, message: Record<string, unknown>, text: RegExp][] = [
    ['the answer to a failed request', { payload: [], statusCode: 503 }, /failed \(503\)/],
    [
      'a page of links that lost its parts',
      { payload: items(1), inode: { resource: 'links' } },
      /a part of a list/,
    ],
    [
      'a page of another list that lost its parts',
      { payload: items(1), inode: { method: 'GET', path: 'v1/grids/' } },
      /a part of a list/,
    ],
  ];
  for (const [what, message, text] of CASES) {
    it(`${what}, is refused, and forgets nothing`, async () => {
      await bed.deploy(changes());
      assertSent(await bed.trigger('changes', { payload: items(1, 2) }));
      const outcome = await bed.trigger('changes', message);
      assert.match(assertFailed(outcome, 'LIST_INVALID').message, text);
      assertSent(await bed.trigger('changes', { payload: items(1, 2) }));
      assert.deepEqual(payloadsOf(reportedBy(bed)), SILENCE);
    });
  }

  it('is not mistaken for the complete answer to a request that is a list', async () => {
    await bed.deploy(changes({ first: 'added' }));
    const inode = { method: 'GET', path: 'v1/grids/', fetchedAt: '2026-03-02T12:00:00.000Z' };
    const message = { payload: items(1), inode, statusCode: 200 };
    assertSent(await bed.trigger('changes', message));
    await until(() => reportedBy(bed).added.length === 1, 'it is reported');
  });
});
