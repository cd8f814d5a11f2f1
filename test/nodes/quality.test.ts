import assert from 'node:assert/strict';
import { pause, until } from '../support/clock';
import { useFolder } from '../support/use-folder';
import { closeStores, openStores } from './support/changes-context';
import { assertFailed, assertSent } from './support/failure';
import { judge, judgedBy, propertyOf, quality } from './support/quality-bed';
import { useTestBed } from './support/test-bed';
import { warningsOf } from './support/warnings-of';

const FAST = { id: 1, speed: 50 };
const SLOW = { id: 2, speed: 5 };
const BLIND = { id: 3 };

/** An alarm without what differs from run to run. */
function alarms(messages: Parameters<typeof propertyOf>[0]): unknown[] {
  return propertyOf(messages, 'payload').map((payload) => {
    const { since, ...rest } = Object(payload);
    assert.ok(!Number.isNaN(Date.parse(since)));
    return rest;
  });
}

describe('the quality of a list', () => {
  afterEach(closeStores);
  const inFolder = useFolder();
  const bed = useTestBed();
  const status = () => bed.observer.statusesOf('quality').at(-1);

  it('parts fit items from the others, and says why and how many', async () => {
    await bed.deploy(quality({ value: 'speed', min: '10' }));
    const { fit, unfit, alarm } = await judge(bed, { payload: [FAST, SLOW, BLIND], topic: 'a' });
    assert.deepEqual(propertyOf(fit, 'payload'), [[FAST]]);
    assert.deepEqual(propertyOf(unfit, 'payload'), [[SLOW, BLIND]]);
    assert.deepEqual(propertyOf(unfit, 'reasons'), [
      [
        { key: 2, rule: 'value', value: 5, limit: 10 },
        { key: 3, rule: 'value', value: null, limit: 10, unknown: true },
      ],
    ]);
    const counts = { count: 3, fit: 1, unfit: 2, unknown: 1, value: 2, clock: 'local' };
    for (const message of [...fit, ...unfit, ...alarm]) {
      assert.deepEqual(Reflect.get(message, 'quality'), counts);
      assert.equal(message.topic, 'a');
    }
    assert.deepEqual(alarms(alarm), [
      { state: 'partly', before: undefined, count: 3, fit: 1, unfit: 2 },
    ]);
    assert.match(String(status()), /1 of 3 fit/);
  });

  it('raises an alarm when the state changes, and not before it does so again', async () => {
    await bed.deploy(quality({ value: 'speed', min: 10 }));
    const states: unknown[] = [];
    for (const payload of [[FAST], [FAST], [FAST, SLOW], [FAST, SLOW], [SLOW], [], [FAST]]) {
      const { alarm } = await judge(bed, { payload });
      states.push(alarm.map(({ payload: raised }) => Object(raised).state).join());
    }
    assert.deepEqual(states, ['', '', 'partly', '', 'unfit', 'empty', 'fit']);
  });

  it('takes a list item by item, and sends each on with its place among its like', async () => {
    await bed.deploy(quality({ value: 'speed', min: 10 }));
    const parts = { id: 'list', type: 'array', count: 3, len: 1 };
    const items = [FAST, SLOW, { id: 4, speed: 60 }];
    for (const [index, payload] of items.slice(0, 2).entries()) {
      await judge(bed, { payload, parts: { ...parts, index } });
    }
    const last = { payload: items[2], parts: { ...parts, index: 2 } };
    const { fit, unfit } = await judge(bed, last);
    assert.deepEqual(propertyOf(fit, 'payload'), [items[0], items[2]]);
    assert.deepEqual(propertyOf(unfit, 'payload'), [SLOW]);
    assert.deepEqual(
      propertyOf(fit, 'parts').map((each) => [Object(each).index, Object(each).count]),
      [
        [0, 2],
        [1, 2],
      ],
    );
    assert.equal(Object(propertyOf(unfit, 'reasons')[0])[0].key, 2);
  });

  it('measures ages by the clock of the service where a list says what that is', async () => {
    await bed.deploy(quality({ time: 'at', maxAge: '60' }));
    const payload = [{ id: 1, at: '2031-01-01T00:00:00Z' }];
    const local = await judge(bed, { payload });
    assert.deepEqual(propertyOf(local.fit, 'payload'), [[]]);
    const inode = { serviceTime: '2031-01-01T00:00:30.000Z' };
    const { fit } = await judge(bed, { payload, inode });
    assert.deepEqual(propertyOf(fit, 'payload'), [payload]);
    assert.equal(Object(propertyOf(fit, 'quality')[0]).clock, 'service');
  });

  it('lets an answer grow old that is sent again and again', async () => {
    await bed.deploy(quality({ time: 'at', maxAge: 60 }));
    const payload = [{ id: 1, at: '2031-01-01T00:00:00Z' }];
    const inode = { serviceTime: '2031-01-01T00:00:30.000Z' };
    const counts: unknown[] = [];
    for (const seconds of [0, 30, 1]) {
      bed.clock.tick(seconds * 1_000);
      const { fit } = await judge(bed, { payload, inode });
      counts.push(Object(propertyOf(fit, 'quality')[0]).fit);
    }
    assert.deepEqual(counts, [1, 1, 0]);
  });

  it('takes a service whose clock is beyond all years for one that says no time', async () => {
    await bed.deploy(quality({ zone: 'Asia/Kolkata' }));
    const inode = { serviceTime: '+275760-09-13T00:00:00.000Z' };
    const { fit } = await judge(bed, { payload: [FAST], inode });
    assert.equal(Object(propertyOf(fit, 'quality')[0]).clock, 'local');
    await judge(bed, { report: true });
  });

  it('sends messages that share nothing but the items, and have no reasons of a check before', async () => {
    await bed.deploy(quality({ value: 'speed', min: 10 }));
    const { fit, unfit, alarm } = await judge(bed, { payload: [FAST, SLOW], reasons: ['old'] });
    const all = [...fit, ...unfit, ...alarm];
    assert.equal(new Set(propertyOf(all, 'quality')).size, 3);
    assert.deepEqual(propertyOf([...fit, ...alarm], 'reasons'), [undefined, undefined]);
    const sent = assertSent(await bed.trigger('quality', { payload: [SLOW] }));
    assert.equal(Object(sent[1]?.payload)[0], SLOW);
  });

  it('warns where a list never comes to its end, and forgets its parts with a reset', async () => {
    await bed.deploy(quality());
    const part = (id: string, index: number) => ({
      payload: { id: index },
      topic: 'a',
      parts: { id, type: 'array', index, count: 2 },
    });
    await judge(bed, part('one', 0));
    await judge(bed, part('two', 0));
    assert.match(warningsOf(bed, 'quality').join(), /1 of 2 messages had come/);
    await judge(bed, { reset: true });
    await judge(bed, part('two', 1));
    assert.match(String(status()), /1 of 2/);
    assert.equal(judgedBy(bed).fit.length, 0);
  });

  it('raises an alarm when no list comes for too long, and another when one does', async () => {
    await bed.deploy(quality({ silence: 2 }));
    await judge(bed, { payload: [FAST], topic: 'links' });
    bed.clock.tick(119_999);
    await pause();
    assert.equal(judgedBy(bed).alarm.length, 0);
    bed.clock.tick(3_600_000);
    await until(() => judgedBy(bed).alarm.length === 1, 'the alarm comes by itself');
    const [silent] = judgedBy(bed).alarm;
    assert.equal(silent?.topic, 'links');
    assert.deepEqual(alarms(judgedBy(bed).alarm), [
      { state: 'silent', before: 'fit', count: 0, fit: 0, unfit: 0 },
    ]);
    const { alarm } = await judge(bed, { payload: [FAST], topic: 'links' });
    assert.deepEqual(alarms(alarm), [
      { state: 'fit', before: 'silent', count: 1, fit: 1, unfit: 0 },
    ]);
  });

  it('raises the alarm also where no list has ever come', async () => {
    await bed.deploy(quality({ silence: '2' }));
    bed.clock.tick(120_000);
    await until(() => judgedBy(bed).alarm.length === 1, 'the alarm comes by itself');
  });

  it('counts the fit lists over a restart, and reports them on demand', async () => {
    const file = { module: 'localfilesystem', config: { dir: inFolder(), cache: false } };
    const prepare = () => openStores({ memory: { module: 'memory' }, file });
    const flow = quality({ value: 'speed', min: 10, store: 'file' });
    await bed.deploy(flow, { prepare: prepare() });
    await judge(bed, { payload: [FAST, SLOW] });
    await closeStores();
    await bed.restart(flow, { prepare: prepare() });
    const { alarm: again } = await judge(bed, { payload: [FAST, { ...SLOW, speed: 11 }] });
    assert.equal(Object(again[0]?.payload).before, 'partly');
    const { alarm } = await judge(bed, { report: true });
    const { whole, items, hours } = Object(alarm[0]?.payload);
    assert.deepEqual([whole.lists, whole.fit, whole.availability], [4, 3, 0.75]);
    assert.deepEqual([whole.complete.lists, whole.complete.fit], [2, 1]);
    assert.deepEqual(
      items.map((item: object) => [Reflect.get(item, 'key'), Reflect.get(item, 'availability')]),
      [
        ['1', 1],
        ['2', 0.5],
      ],
    );
    assert.ok(hours.length === 1 || hours.length === 2);
  });

  it('keeps topics apart, and forgets one that is reset', async () => {
    await bed.deploy(quality());
    await judge(bed, { payload: [FAST], topic: 'a' });
    await judge(bed, { payload: [SLOW], topic: 'b' });
    await judge(bed, { reset: true, topic: 'a' });
    const keys = async (topic: string) =>
      Object((await judge(bed, { report: true, topic })).alarm[0]?.payload).items.map(
        (item: object) => Reflect.get(item, 'key'),
      );
    assert.deepEqual([await keys('a'), await keys('b')], [[], ['2']]);
  });

  for (const [what, settings, says] of [
    ['a zone that there is not', { zone: 'Mars/Olympus' }, /no time zone "Mars\/Olympus"/],
    ['a standstill of one list', { value: 'v', unchangedFor: 1 }, /2 or more/],
    ['a limit that is not a number', { value: 'v', min: 'low' }, /must be a number/],
    ['a limit without a path', { maxAge: 60 }, /path of the value/],
    ['limits that cross', { value: 'v', min: 2, max: 1 }, /larger than the maximum/],
    ['a rule about earlier lists without a key', { key: '', value: 'v', maxStep: 1 }, /the key/],
    ['good values without a status', { good: ['on'] }, /path of the value/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await bed.deploy(
        quality({ ...settings, good: [...('good' in settings ? settings.good : [])] }),
      );
      const outcome = await bed.trigger('quality', { payload: [FAST] });
      assert.match(assertFailed(outcome, 'CONFIG_INVALID').message, says);
    });
  }

  it('refuses what is not a list', async () => {
    await bed.deploy(quality());
    assertFailed(await bed.trigger('quality', { payload: 'text' }), 'LIST_INVALID');
    assertFailed(await bed.trigger('quality', { payload: [], statusCode: 500 }), 'LIST_INVALID');
  });
});
