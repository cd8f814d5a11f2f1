import assert from 'node:assert/strict';
import { pause, until } from '../support/clock';
import { useFolder } from '../support/use-folder';
import { type ContextStore, closeStores, openStores, storeModule } from './support/changes-context';
import { assertFailed } from './support/failure';
import { judge, judgedBy, quality } from './support/quality-bed';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const ITEM = { id: 1 };
const MINUTE = 60_000;

describe('the alarm of a silence', () => {
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed();

  /** The states of the alarms so far, with the topics, since the last deploy. */
  const alarms = (): unknown[] =>
    judgedBy(bed).alarm.map(({ topic, payload }) => [topic, Object(payload).state]);
  const silentIn = async (minutes: number, count: number): Promise<void> => {
    bed.clock.tick(minutes * MINUTE);
    await until(() => judgedBy(bed).alarm.length === count, 'the alarm comes by itself');
  };
  const inFiles = () =>
    openStores({
      memory: { module: 'memory' },
      file: { module: 'localfilesystem', config: { dir: inFolder(), cache: false } },
    });

  it('ends with another one, also where it began before the first list', async () => {
    await bed.deploy(quality({ silence: 2 }));
    await silentIn(2, 1);
    await judge(bed, { payload: [ITEM], topic: 'links' });
    assert.deepEqual(alarms(), [
      [undefined, 'silent'],
      ['links', 'fit'],
    ]);
  });

  it('is raised after a restart for each topic that had lists before, and once', async () => {
    const flow = quality({ silence: 2, store: 'file' });
    await bed.deploy(flow, { prepare: inFiles() });
    for (const topic of ['links', 'a "b"%']) await judge(bed, { payload: [ITEM], topic });
    await closeStores();
    await bed.restart(flow, { prepare: inFiles() });
    await judge(bed, { payload: [ITEM], topic: 'links' });
    await silentIn(2, 2);
    const silent = new Set(judgedBy(bed).alarm.map(({ topic }) => topic));
    assert.deepEqual(silent, new Set(['links', 'a "b"%']));
    // What came last has been written.
    await judge(bed, { report: true });
    await closeStores();
    await bed.restart(flow, { prepare: inFiles() });
    await judge(bed, { report: true });
    bed.clock.tick(10 * MINUTE);
    await pause();
    await judge(bed, { payload: [ITEM], topic: 'links' });
    assert.deepEqual(alarms().slice(1).at(-1), ['links', 'fit']);
    assert.equal(alarms().filter((each) => String(each).endsWith('silent')).length, 0);
  });

  it('waits as long as it is set, also for more than the 24 days that a timer takes', async () => {
    await bed.deploy(quality({ silence: 60_000 }));
    bed.clock.tick(59_999 * MINUTE);
    await pause();
    assert.deepEqual(alarms(), []);
    await silentIn(1, 1);
  });

  it('is raised also after a reset, which forgets the counts', async () => {
    await bed.deploy(quality({ silence: 2 }));
    await judge(bed, { payload: [ITEM] });
    await judge(bed, { reset: true });
    await silentIn(2, 1);
    await judge(bed, { reset: true });
    await judge(bed, { payload: [ITEM] });
    assert.deepEqual(alarms(), [
      [undefined, 'silent'],
      [undefined, 'fit'],
    ]);
  });

  it('is not raised by a node that was closed while its store took its time', async () => {
    let finish: (() => void) | undefined;
    const slow: ContextStore = {
      get: (_scope, _key, done) => done(undefined, undefined),
      set: (_scope, _key, _value, done) => {
        finish = done;
      },
    };
    const keys = (_scope: string, done: (error: unknown, keys: string[]) => void): void =>
      done(undefined, []);
    const prepare = openStores({
      memory: { module: 'memory' },
      slow: { module: storeModule({ ...slow, keys }) },
    });
    await bed.deploy(quality({ silence: 2, store: 'slow' }), { prepare });
    void bed.trigger('quality', { payload: [ITEM] });
    await until(() => finish !== undefined, 'the store is to keep something');
    const closing = bed.stop();
    await pause();
    finish?.();
    await closing;
    assert.equal(bed.clock.countTimers(), 0);
  });

  it('says that it is off where it cannot be read, before any list comes', async () => {
    await bed.deploy(quality({ silence: 'ten' }));
    assert.match(String(bed.observer.statusesOf('quality').at(-1)), /^red/);
    assert.match(warningsOf(bed, 'quality').join(), /must be a number above 0/);
    assertFailed(await bed.trigger('quality', { payload: [ITEM] }), 'CONFIG_INVALID');
  });
});
