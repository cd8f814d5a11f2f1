import assert from 'node:assert/strict';
import { field, reportEach, rulesWith } from './compare';

const ONLINE = { id: 1, name: 'Bank St', status: 'Live' };
const OFFLINE = { ...ONLINE, status: 'Offline' };

describe('a threshold', () => {
  const rules = rulesWith({ watch: 'only', fields: [field('speed', 10)] });
  const speeds = (...values: unknown[]) =>
    reportEach(
      rules,
      values.map((speed) => [{ id: 1, speed }]),
    ).map(({ changed }) => changed[0]?.changes[0]);

  it('is how far a number must move from what was reported last', () => {
    assert.deepEqual(speeds(50, 41, 59, 60, 51, 50), [
      undefined,
      undefined,
      undefined,
      { path: 'speed', old: 50, new: 60 },
      undefined,
      { path: 'speed', old: 60, new: 50 },
    ]);
  });

  it('is reached by a number that creeps', () => {
    assert.deepEqual(speeds(50, 54, 58, 62).at(-1), { path: 'speed', old: 50, new: 62 });
  });

  it('reports what is not a number', () => {
    assert.deepEqual(speeds(50, null, 50).slice(1), [
      { path: 'speed', old: 50, new: null },
      { path: 'speed', old: null, new: 50 },
    ]);
  });
});

describe('what must be seen several times in a row', () => {
  const rules = rulesWith({ polls: 3 });
  const counts = (...lists: unknown[]) =>
    reportEach(rules, lists).map(
      ({ added, changed, removed }) => `${added.length}${changed.length}${removed.length}`,
    );

  it('is a value', () => {
    const reported = counts(
      [ONLINE],
      [OFFLINE],
      [OFFLINE],
      [ONLINE],
      [OFFLINE],
      [OFFLINE],
      [OFFLINE],
    );
    assert.deepEqual(reported, ['000', '000', '000', '000', '000', '000', '010']);
  });

  it('is the lack of an item', () => {
    const reported = counts([ONLINE], [], [], [ONLINE], [], [], [], []);
    assert.deepEqual(reported, ['000', '000', '000', '000', '000', '000', '001', '000']);
  });

  it('is a new item', () => {
    const reported = counts([], [ONLINE], [ONLINE], [], [ONLINE], [OFFLINE], [ONLINE], [ONLINE]);
    assert.deepEqual(reported, ['000', '000', '000', '000', '000', '000', '100', '000']);
  });

  it('is all of a first list that is to be reported', () => {
    const reported = reportEach({ ...rules, first: 'added' }, [[ONLINE], [ONLINE], [ONLINE]]);
    assert.deepEqual(
      reported.map(({ added }) => added.length),
      [0, 0, 1],
    );
  });

  const speeds = (...values: number[]) =>
    reportEach(
      { ...rules, watch: 'only', fields: [field('speed', 10)] },
      values.map((speed) => [{ id: 1, speed }]),
    ).map(({ changed }) => changed[0]?.changes);

  it('is a number that stays within its threshold', () => {
    const reported = speeds(50, 30, 31, 29);
    assert.deepEqual(reported.at(-1), [{ path: 'speed', old: 50, new: 29 }]);
  });

  it('is a number that keeps moving, too, and the newest is reported', () => {
    const reported = speeds(100, 30, 38, 46);
    assert.deepEqual(reported.at(-1), [{ path: 'speed', old: 100, new: 46 }]);
  });

  it('is not a number that is back within its threshold', () => {
    assert.deepEqual(new Set(speeds(50, 30, 31, 45, 30, 31, 50)), new Set([undefined]));
  });
});
