import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { pause, until } from '../support/clock';
import { useFolder } from '../support/use-folder';
import { changes, compare, payloadsOf, reportedBy, SILENCE } from './support/changes-bed';
import { type ContextStore, closeStores, openStores, storeModule } from './support/changes-context';
import { assertFailed, assertSent } from './support/failure';
import { useTestBed } from './support/test-bed';

const items = (...ids: number[]) => ({ payload: ids.map((id) => ({ id, status: 'Live' })) });

describe('what is remembered of a list', () => {
  // Before the folder goes, and before the test bed looks for timers.
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed();

  for (const cache of [true, false]) {
    it(`outlasts a restart in a store of files ${cache ? 'with' : 'without'} a cache`, async () => {
      const file = { module: 'localfilesystem', config: { dir: inFolder(), cache } };
      const prepare = () => openStores({ memory: { module: 'memory' }, file });
      const flow = changes({ store: 'file', polls: 2 });
      await bed.deploy(flow, { prepare: prepare() });
      await compare(bed, { topic: 'a', ...items(1, 2) });
      await compare(bed, { topic: 'a', ...items(1) });
      await closeStores();
      assert(existsSync(inFolder('context')));

      await bed.restart(flow, { prepare: prepare() });
      const reported = payloadsOf(await compare(bed, { topic: 'a', ...items(1) }));
      assert.deepEqual(reported, { ...SILENCE, removed: [items(2).payload] });
    });
  }

  it('is lost at a restart in a store of memory', async () => {
    const prepare = () => openStores({ memory: { module: 'memory' } });
    await bed.deploy(changes(), { prepare: prepare() });
    await compare(bed, items(1, 2));
    await closeStores();
    await bed.restart(changes(), { prepare: prepare() });
    assert.deepEqual(payloadsOf(await compare(bed, items(1))), SILENCE);
  });

  it('stays when the node is deployed with other settings of its store and polls', async () => {
    const prepare = openStores({ memory: { module: 'memory' } });
    await bed.deploy(changes(), { prepare });
    await compare(bed, items(1, 2));
    await bed.redeploy(changes({ mode: 'items', store: 'memory' }));
    const reported = payloadsOf(await compare(bed, items(1)));
    assert.deepEqual(reported, { ...SILENCE, removed: items(2).payload });
  });

  it('is not kept in another store than the one that was chosen', async () => {
    await bed.deploy(changes({ store: 'disk' }), {
      prepare: openStores({ memory: { module: 'memory' } }),
    });
    const outcome = await bed.trigger('changes', items(1));
    assert.match(assertFailed(outcome, 'STORE_FAILED').message, /there is no store "disk"/);
  });

  for (const what of ['get', 'set'] as const) {
    it(`is an error where the store fails to ${what} it, and nothing is reported`, async () => {
      const values = new Map<string, unknown>();
      const storeError = Object.assign(new Error('/secret/path'), { code: 'ENOSPC' });
      let failing: string | undefined;
      const store: ContextStore = {
        get: (_scope, key, callback) =>
          failing === 'get' ? callback(storeError) : callback(null, values.get(key)),
        set(_scope, key, value, callback) {
          if (failing === 'set') return callback(storeError);
          values.set(key, value);
          callback();
        },
      };
      const prepare = openStores({ own: { module: storeModule(store) } });
      await bed.deploy(changes({ store: 'own' }), { prepare });
      await compare(bed, items(1, 2));
      failing = what;
      const { message } = assertFailed(await bed.trigger('changes', items(1)), 'STORE_FAILED');
      assert.match(message, /cannot be (read|written) \(ENOSPC\)/);
      assert.doesNotMatch(message, /secret/);
      assert.equal(bed.observer.statusesOf('changes').at(-1), 'red ring store failed');
      failing = undefined;
      const reported = payloadsOf(await compare(bed, items(1)));
      assert.deepEqual(reported, { ...SILENCE, removed: [items(2).payload] });
    });
  }
});

describe('a store that takes its time', () => {
  afterEach(closeStores);
  const bed = useTestBed();

  /** A store whose calls wait until they are let go, one by one. */
  function slowStore() {
    const values = new Map<string, unknown>();
    const waiting: (() => void)[] = [];
    const store: ContextStore = {
      get: (_scope, key, callback) => {
        waiting.push(() => callback(null, values.get(key)));
      },
      set: (_scope, key, value, callback) => {
        waiting.push(() => {
          values.set(key, value);
          callback();
        });
      },
    };
    const step = async () => {
      await until(() => waiting.length > 0, 'the store is asked');
      waiting.shift()?.();
    };
    return { waiting, step, prepare: openStores({ slow: { module: storeModule(store) } }) };
  }

  it('sees one message after the other', async () => {
    const { waiting, step, prepare } = slowStore();
    await bed.deploy(changes({ store: 'slow', first: 'added' }), { prepare });
    const outcomes = [[1], [1, 2], [2], [2, 3]].map((ids) => bed.trigger('changes', items(...ids)));
    for (let call = 0; call < 8; call++) {
      await step();
      await pause(2);
      assert(waiting.length <= 1);
    }
    for (const outcome of await Promise.all(outcomes)) assertSent(outcome);
    await until(() => reportedBy(bed).added.length === 3, 'all messages arrive');
    const payload = (...ids: number[]) => items(...ids).payload;
    assert.deepEqual(payloadsOf(reportedBy(bed)), {
      added: [payload(1), payload(2), payload(3)],
      changed: [],
      removed: [payload(1)],
    });
  });

  it('has again what it had where the node closes before a change is reported', async () => {
    const { waiting, step, prepare } = slowStore();
    const flow = changes({ store: 'slow' });
    await bed.deploy(flow, { prepare });
    const first = bed.trigger('changes', items(1, 2));
    await step();
    await step();
    assertSent(await first);

    bed.journal.start('changes', items(1));
    bed.journal.start('changes', items());
    await step();
    await until(() => waiting.length === 1, 'the new state is about to be written');
    const closed = bed.redeploy(changes({ store: 'slow', mode: 'items' }));
    let isClosed = false;
    const closing = closed.then(() => {
      isClosed = true;
    });
    await pause();
    assert(!isClosed, 'the node waits for its store');
    await step();
    await step();
    await closing;
    assert.equal(waiting.length, 0);
    assert.equal(reportedBy(bed).removed.length, 0);

    const second = bed.trigger('changes', items(1));
    await step();
    await step();
    assert.deepEqual(assertSent(await second)[0]?.payload, items(2).payload[0]);
  });
});
