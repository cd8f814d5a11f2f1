import assert from 'node:assert/strict';
import { changes, compare, payloadsOf, SILENCE } from './support/changes-bed';
import { assertFailed } from './support/failure';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const watching = (...paths: string[]) =>
  changes({ watch: 'only', fields: paths.map((path) => ({ path, threshold: '' })) });

describe('a watched field that no item of a list has', () => {
  const bed = useTestBed();
  const status = () => bed.observer.statusesOf('changes').at(-1);
  const warnings = () => warningsOf(bed, 'changes');

  it('is warned of once, and is in the status and in the next report', async () => {
    await bed.deploy(watching('online', 'is_online'));
    const list = (...states: boolean[]) => ({
      payload: states.map((online, id) => ({ id, online })),
    });
    await compare(bed, list(true, true));
    assert.equal(status(), 'yellow dot +0 ~0 -0, no is_online');
    await compare(bed, list(true, true));
    assert.equal(warnings().length, 1);
    assert.match(warnings().join(), /^No item of the list has is_online,/);
    const reported = await compare(bed, list(false, true, true));
    assert.deepEqual(
      [...reported.added, ...reported.changed].map((message) => message.changes),
      [{ missing: ['is_online'] }, { missing: ['is_online'] }],
    );
  });

  it('is not one that a single item has, if only as null', async () => {
    await bed.deploy(watching('online'));
    await compare(bed, { payload: [{ id: 1 }, { id: 2, online: null }] });
    assert.equal(status(), 'green dot +0 ~0 -0');
    const { added } = await compare(bed, { payload: [{ id: 2, online: null }, { id: 3 }] });
    assert.equal(added[0]?.changes, undefined);
    assert.deepEqual(warnings(), []);
  });

  it('is not looked for in an empty list', async () => {
    await bed.deploy(watching('online'));
    await compare(bed, { payload: [] });
    assert.equal(status(), 'green dot +0 ~0 -0');
  });

  it('is warned of for each topic, and again after that was forgotten', async () => {
    await bed.deploy(watching('a', 'b', 'c'));
    const payload = [{ id: 1, a: 1 }];
    for (const topic of ['x', 'y', 'x']) await compare(bed, { topic, payload });
    assert.equal(warnings().length, 2);
    assert.equal(status(), 'yellow dot +0 ~0 -0, no b, …');
    await compare(bed, { topic: 'x', reset: true });
    await compare(bed, { topic: 'x', payload });
    assert.equal(warnings().length, 3);
  });
});

describe('items whose key is missing or doubled', () => {
  const bed = useTestBed();
  const status = () => bed.observer.statusesOf('changes').at(-1);
  const live = (id: unknown) => ({ id, status: 'Live' });

  it('are left out where that is wanted, and counted', async () => {
    await bed.deploy(changes({ unkeyed: 'skip' }));
    const odd = [live(undefined), null, live(7), live('7')];
    await compare(bed, { payload: [live(1), live(2), ...odd] });
    assert.equal(status(), 'yellow dot +0 ~0 -0 (4 skipped)');
    const reported = await compare(bed, {
      payload: [live(1), { ...live(2), status: 'Lost' }, ...odd],
    });
    assert.equal(payloadsOf(reported).changed.length, 1);
    assert.deepEqual(reported.changed[0]?.changes, { skipped: 4 });
    assert.equal(warningsOf(bed, 'changes').length, 1);
  });

  it('change nothing of what is known by a doubled key', async () => {
    await bed.deploy(changes({ unkeyed: 'skip' }));
    await compare(bed, { payload: [live(1), live(2)] });
    const lost = { ...live(1), status: 'Lost' };
    assert.deepEqual(
      payloadsOf(await compare(bed, { payload: [live(1), lost, live(2)] })),
      SILENCE,
    );
    const { changed } = payloadsOf(await compare(bed, { payload: [lost, live(2)] }));
    assert.equal(Object(changed[0])[0].changes[0].old, 'Live');
  });

  it('are a reason to refuse the list where all are without a key', async () => {
    await bed.deploy(changes({ unkeyed: 'skip' }));
    await compare(bed, { payload: [live(1)] });
    const outcome = await bed.trigger('changes', { payload: [{ status: 'Live' }] });
    assert.match(assertFailed(outcome, 'LIST_INVALID').message, /index 0 has neither/);
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [live(1)] })), SILENCE);
  });
});

describe('a key of several fields', () => {
  const bed = useTestBed();

  it('is made of all of them', async () => {
    await bed.deploy(changes({ key: 'region, at["the, id"]' }));
    const item = (region: string, id: unknown, status: string) => ({
      region,
      at: { 'the, id': id },
      status,
    });
    await compare(bed, {
      payload: [item('n', 1, 'Live'), item('s', 1, 'Live'), item('s', 2, 'Live')],
    });
    const lost = item('s', '1', 'Lost');
    const reported = payloadsOf(await compare(bed, { payload: [item('n', 1, 'Live'), lost] }));
    assert.deepEqual(reported, {
      added: [],
      changed: [
        [{ key: ['s', '1'], item: lost, changes: [{ path: 'status', old: 'Live', new: 'Lost' }] }],
      ],
      removed: [[item('s', 2, 'Live')]],
    });
  });

  it('is missing where one of them is', async () => {
    await bed.deploy(changes({ key: 'region,id' }));
    const outcome = await bed.trigger('changes', { payload: [{ region: 'n' }] });
    assert.match(assertFailed(outcome, 'LIST_INVALID').message, /at "region, id"/);
  });
});
