import assert from 'node:assert/strict';
import { shardOf, shardsFor } from '../../nodes/lib/changes/shards';
import { useFolder } from '../support/use-folder';
import { changes, compare, payloadsOf, SILENCE } from './support/changes-bed';
import { closeStores, openStores, storeModule } from './support/changes-context';
import { useTestBed } from './support/test-bed';

const list = (count: number, change: (id: number) => string = () => 'Live') =>
  Array.from({ length: count }, (_, id) => ({ id, status: change(id) }));

describe('what a node keeps of a long list', () => {
  // Before the folder goes, and before the test bed looks for timers.
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed();

  /** A store in which the keys that are written can be seen. */
  function watchedStore() {
    const values = new Map<string, unknown>();
    const written: string[][] = [];
    const get = (_scope: string, keys: string | string[], callback: (...all: unknown[]) => void) =>
      callback(null, ...[keys].flat().map((key) => values.get(key)));
    const set = (
      _scope: string,
      keys: string | string[],
      given: unknown,
      callback: (error?: unknown) => void,
    ) => {
      const all = [keys].flat();
      written.push(all);
      const each: unknown[] = Array.isArray(keys) && Array.isArray(given) ? given : [given];
      for (const [at, key] of all.entries()) {
        if (each[at] === undefined) values.delete(key);
        else values.set(key, JSON.parse(JSON.stringify(each[at])));
      }
      callback();
    };
    const keys = (_scope: string, callback: (error: unknown, keys: string[]) => void) =>
      callback(null, [...values.keys()]);
    return {
      values,
      written,
      prepare: () => openStores({ own: { module: storeModule({ get, set, keys }) } }),
    };
  }

  it('is not written where nothing has changed, also where other fields have', async () => {
    const { written, prepare } = watchedStore();
    const fields = [{ path: 'status', threshold: '' }];
    await bed.deploy(changes({ store: 'own', watch: 'only', fields }), { prepare: prepare() });
    for (const at of [1, 2, 3])
      await compare(bed, { payload: list(3_000).map((item) => ({ ...item, at })) });
    assert.equal(written.length, 1);
  });

  it('is written in the parts alone that a change is in', async () => {
    const { written, prepare } = watchedStore();
    await bed.deploy(changes({ store: 'own' }), { prepare: prepare() });
    await compare(bed, { payload: list(3_000) });
    assert.equal(written[0]?.length, 9);
    await compare(bed, { payload: list(3_000, (id) => (id === 7 ? 'Lost' : 'Live')) });
    assert.deepEqual(written[1], ['list_', `part_${shardOf('7', 8)}_list_`]);
  });

  it('is known in the next life of the node, change after change', async () => {
    const { written, prepare } = watchedStore();
    const flow = changes({ store: 'own', polls: 2 });
    await bed.deploy(flow, { prepare: prepare() });
    await compare(bed, { payload: list(3_000) });
    for (const round of [1, 2, 3]) {
      const lost = list(3_000 + round, (id) => (id < round ? 'Lost' : 'Live'));
      await compare(bed, { payload: lost });
      await closeStores();
      await bed.restart(flow, { prepare: prepare() });
      const reported = payloadsOf(await compare(bed, { payload: lost }));
      assert.equal(Object(reported.changed[0]).length, 1);
      assert.deepEqual(reported.added, [[{ id: 2_999 + round, status: 'Live' }]]);
      assert.deepEqual(reported.removed, []);
    }
    assert(written.length > 6);
  });

  it('is taken over from a version that kept it in one value', async () => {
    const { values, prepare } = watchedStore();
    const entries = list(3_000).map((item) => ({ key: String(item.id), item }));
    const waiting = [{ path: 'status', value: 'Lost', polls: 1 }];
    values.set('list_', {
      rules: '["id","all"]',
      entries: entries.map((entry) => (entry.key === '7' ? { ...entry, waiting } : entry)),
      requestedAt: '2026-03-02T11:59:01.000Z',
    });
    await bed.deploy(changes({ store: 'own', polls: 2 }), { prepare: prepare() });
    const reported = await compare(bed, {
      payload: list(3_000, (id) => (id === 7 ? 'Lost' : 'Live')),
    });
    assert.equal(Object(payloadsOf(reported).changed[0]).length, 1);
    assert.equal(values.size, 9);
  });

  it('is another first list where a part of it is lost', async () => {
    const { values, prepare } = watchedStore();
    const flow = changes({ store: 'own' });
    await bed.deploy(flow, { prepare: prepare() });
    await compare(bed, { payload: list(3_000) });
    await closeStores();
    values.delete('part_3_list_');
    await bed.restart(flow, { prepare: prepare() });
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [] })), SILENCE);
  });

  it('is forgotten with all of its parts', async () => {
    const { values, prepare } = watchedStore();
    await bed.deploy(changes({ store: 'own' }), { prepare: prepare() });
    for (const topic of ['a', 'b_1', 'ü']) await compare(bed, { topic, payload: list(3_000) });
    await compare(bed, { topic: 'a', reset: true });
    assert.equal(values.size, 18);
    await compare(bed, { reset: true });
    assert.equal(values.size, 0);
    assert.deepEqual(payloadsOf(await compare(bed, { topic: 'ü', payload: [] })), SILENCE);
  });

  it('is a first list again where somebody deletes the context', async () => {
    const { values, prepare } = watchedStore();
    await bed.deploy(changes({ store: 'own' }), { prepare: prepare() });
    await compare(bed, { payload: list(3) });
    values.clear();
    assert.deepEqual(payloadsOf(await compare(bed, { payload: [] })), SILENCE);
  });

  for (const cache of [true, false]) {
    it(`outlasts a restart in files ${cache ? 'with' : 'without'} a cache`, async () => {
      const file = { module: 'localfilesystem', config: { dir: inFolder(), cache } };
      const flow = changes({ store: 'file' });
      await bed.deploy(flow, { prepare: openStores({ file }) });
      await compare(bed, { topic: 'a', payload: list(3_000) });
      await compare(bed, { topic: 'b', payload: list(10) });
      await compare(bed, { topic: 'a', payload: list(2_999) });
      await closeStores();
      await bed.restart(flow, { prepare: openStores({ file }) });
      const reported = payloadsOf(await compare(bed, { topic: 'a', payload: list(2_998) }));
      assert.deepEqual(reported, { ...SILENCE, removed: [[{ id: 2_998, status: 'Live' }]] });
      const other = payloadsOf(await compare(bed, { topic: 'b', payload: list(9) }));
      assert.deepEqual(other, { ...SILENCE, removed: [[{ id: 9, status: 'Live' }]] });
    });
  }

  it('is in more parts as the list grows, and in no more than 256', () => {
    const counts = [0, 500, 1_000, 1_001, 100_000, 1e6].map((count) => shardsFor(count));
    assert.deepEqual(counts, [1, 1, 1, 4, 256, 256]);
    assert.deepEqual([shardsFor(3_000, 8), shardsFor(8_000, 8), shardsFor(8_001, 8)], [8, 8, 32]);
  });
});

describe('the topics of a node', () => {
  afterEach(closeStores);
  const bed = useTestBed();
  const ONE = { id: 1 };

  it('are no more than their limit: the one that was in use longest ago is forgotten, with a warning', async () => {
    await bed.deploy(changes({ topics: 2 }));
    for (const topic of ['a', 'b', 'a', 'c', 'a', 'd'])
      await compare(bed, { topic, payload: [ONE] });
    const reported = async (topic: string) =>
      payloadsOf(await compare(bed, { topic, payload: [] }));
    assert.deepEqual(await reported('a'), { ...SILENCE, removed: [[ONE]] });
    assert.deepEqual(await reported('d'), { ...SILENCE, removed: [[ONE]] });
    assert.deepEqual(await reported('c'), SILENCE);
    const warnings = bed.observer.complaints().filter((text) => text.startsWith('More than 2'));
    assert.equal(warnings.length, 1);
  });

  it('are forgotten when they were not in use for the days of the setting', async () => {
    await bed.deploy(changes({ days: '1' }));
    await compare(bed, { topic: 'old', payload: [ONE] });
    bed.clock.tick(20 * 3_600_000);
    await compare(bed, { topic: 'new', payload: [ONE] });
    bed.clock.tick(5 * 3_600_000);
    const reported = async (topic: string) =>
      payloadsOf(await compare(bed, { topic, payload: [] }));
    assert.deepEqual(await reported('new'), { ...SILENCE, removed: [[ONE]] });
    assert.deepEqual(await reported('old'), SILENCE);
  });

  it('are all forgotten by a reset without a topic', async () => {
    await bed.deploy(changes());
    for (const topic of ['a', '', 'b']) await compare(bed, { topic, payload: [ONE] });
    await compare(bed, { topic: '', reset: true });
    for (const topic of ['a', '', 'b'])
      assert.deepEqual(payloadsOf(await compare(bed, { topic, payload: [] })), SILENCE);
  });

  it('may use the id of a dropped list again', async () => {
    await bed.deploy(changes());
    const part = (index: number, count?: number) => ({
      payload: { id: index },
      parts: { id: 'always', type: 'array', index, ...(count !== undefined && { count }) },
    });
    await compare(bed, { payload: [{ id: 0 }, { id: 1 }, { id: 2 }] });
    await compare(bed, part(0));
    await compare(bed, { payload: [{ id: 0 }, { id: 1 }, { id: 2 }] });
    // A late one of the list that was dropped.
    await compare(bed, part(1));
    assert.equal(bed.observer.statusesOf('changes').at(-1), 'green dot late part ignored');
    await compare(bed, part(0));
    const reported = payloadsOf(await compare(bed, part(1, 2)));
    assert.deepEqual(reported, { ...SILENCE, removed: [[{ id: 2 }]] });
  });

  for (const settings of [{ topics: 0 }, { topics: 'x' }, { days: 0 }, { days: '-1' }]) {
    it(`cannot be limited by ${JSON.stringify(settings)}`, async () => {
      await bed.deploy(changes(settings));
      const { error } = await bed.trigger('changes', { payload: [ONE] });
      assert.equal(Object(error).code, 'CONFIG_INVALID');
    });
  }
});
