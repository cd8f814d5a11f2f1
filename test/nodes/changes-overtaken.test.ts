import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { useFolder } from '../support/use-folder';
import { changes, compare, payloadsOf, reportedBy, SILENCE } from './support/changes-bed';
import { closeStores, openStores } from './support/changes-context';
import { assertSent } from './support/failure';
import { devices } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const ONLINE = { id: 1, status: 'online' };
const OFFLINE = { id: 1, status: 'offline' };

/** A list with these items that was asked for at this second of the minute before noon. */
function asked(second: number, ...payload: object[]) {
  const requestedAt = `2026-03-02T11:59:${String(second).padStart(2, '0')}.000Z`;
  return { payload, inode: { resource: 'devices', count: payload.length, requestedAt } };
}

describe('a list that was overtaken', () => {
  // Before the folder goes, and before the test bed looks for timers.
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed({ devices: 2 });
  const status = () => bed.observer.statusesOf('changes').at(-1);

  it('is dropped with a warning, so that no device comes back that is offline', async () => {
    await bed.deploy(changes());
    await compare(bed, asked(1, ONLINE));
    const { changed } = payloadsOf(await compare(bed, asked(3, OFFLINE)));
    assert.equal(changed.length, 1);
    assert.deepEqual(payloadsOf(await compare(bed, asked(2, ONLINE))), SILENCE);
    assert.equal(status(), 'green dot overtaken list');
    assert.deepEqual(warningsOf(bed, 'changes'), [
      'A list was dropped: it was asked for at 2026-03-02T11:59:02.000Z, before the one that was compared last (2026-03-02T11:59:03.000Z)',
    ]);
    assert.deepEqual(payloadsOf(await compare(bed, asked(4, OFFLINE))), SILENCE);
  });

  it('is dropped where two nodes ask, and the first one waits longer for its answer', async () => {
    await bed.deploy([
      devices({ id: 'slow', wires: [['changes']] }),
      devices({
        id: 'quick',
        query: [{ name: 'a', value: '1', type: 'str' }],
        wires: [['changes']],
      }),
      ...changes({ first: 'added' }),
    ]);
    bed.simulator.faults.add({
      on: { search: /^no_pagination$/ },
      fault: { kind: 'delay', ms: 9_000 },
    });
    const slow = bed.trigger('slow');
    await until(() => bed.simulator.count({ path: '/api/v1/devices/' }) === 1, 'it asks');
    bed.clock.tick(5_000);
    const [quick] = assertSent(await bed.trigger('quick'));
    await until(() => reportedBy(bed).added.length === 1, 'the quick one is compared');
    bed.clock.tick(4_000);
    const [late] = assertSent(await slow);
    await until(() => status() === 'green dot overtaken list', 'the slow one is dropped');
    assert.deepEqual(
      [late, quick].map((message) => Object(message?.inode).requestedAt),
      ['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:05.000Z'],
    );
    assert.equal(bed.journal.sentBy('changes'), 1);
  });

  it('is known by its own topic alone', async () => {
    await bed.deploy(changes());
    await compare(bed, { topic: 'a', ...asked(3, ONLINE) });
    await compare(bed, { topic: 'b', ...asked(1, ONLINE) });
    const reported = payloadsOf(await compare(bed, { topic: 'b', ...asked(2, OFFLINE) }));
    assert.equal(reported.changed.length, 1);
  });

  it('is known after a restart, where the state is kept', async () => {
    const file = { module: 'localfilesystem', config: { dir: inFolder(), cache: false } };
    const prepare = () => openStores({ memory: { module: 'memory' }, file });
    await bed.deploy(changes({ store: 'file' }), { prepare: prepare() });
    await compare(bed, asked(2, OFFLINE));
    await closeStores();
    await bed.restart(changes({ store: 'file' }), { prepare: prepare() });
    assert.deepEqual(payloadsOf(await compare(bed, asked(1, ONLINE))), SILENCE);
    assert.equal(status(), 'green dot overtaken list');
  });

  it('is known where it comes in parts', async () => {
    await bed.deploy(changes());
    await compare(bed, asked(2, OFFLINE));
    const parts = { id: 'a', type: 'array', count: 1, index: 0 };
    const late = asked(1, ONLINE);
    assert.deepEqual(payloadsOf(await compare(bed, { ...late, payload: ONLINE, parts })), SILENCE);
    assert.equal(status(), 'green dot overtaken list');
  });

  it('is forgotten with the list that overtook it', async () => {
    await bed.deploy(changes({ first: 'added' }));
    await compare(bed, asked(2, OFFLINE));
    await compare(bed, { reset: true });
    assert.deepEqual(payloadsOf(await compare(bed, asked(1, ONLINE))).added, [[ONLINE]]);
  });

  for (const [what, inode] of [
    ['does not say when it was asked for', { count: 1 }],
    ['says so in words that are not a time', { count: 1, requestedAt: 'yesterday' }],
    ['was asked for at the same time', asked(2).inode],
  ] as const) {
    it(`is not one that ${what}`, async () => {
      await bed.deploy(changes());
      await compare(bed, asked(2, ONLINE));
      const reported = await compare(bed, { payload: [OFFLINE], inode: { ...inode, count: 1 } });
      assert.equal(payloadsOf(reported).changed.length, 1);
      assert.deepEqual(warningsOf(bed, 'changes'), []);
    });
  }

  it('is not one that comes after the clock was set back: the time before is not to be trusted', async () => {
    await bed.deploy(changes());
    const ahead = { count: 1, requestedAt: '2038-01-19T03:14:07.000Z' };
    await compare(bed, { payload: [ONLINE], inode: ahead });
    assert.equal(payloadsOf(await compare(bed, asked(1, OFFLINE))).changed.length, 1);
    assert.deepEqual(payloadsOf(await compare(bed, asked(0, ONLINE))), SILENCE);
  });
});
