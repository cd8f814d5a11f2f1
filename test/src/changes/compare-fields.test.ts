import assert from 'node:assert/strict';
import { changesOf, field } from './compare';

describe('comparing some fields', () => {
  it('sees those alone', () => {
    const rules = { watch: 'only', fields: [field('place.name'), field('lanes.1.speed')] } as const;
    const old = { place: { name: 'a', at: 1 }, lanes: [{ speed: 1 }, { speed: 1 }] };
    const now = { place: { name: 'b', at: 2 }, lanes: [{ speed: 2 }, { speed: 2 }] };
    assert.deepEqual(changesOf(rules, old, now), [
      { path: 'place.name', old: 'a', new: 'b' },
      { path: 'lanes.1.speed', old: 1, new: 2 },
    ]);
    assert.deepEqual(changesOf(rules, old, { lanes: old.lanes }), [
      { path: 'place.name', old: 'a' },
    ]);
  });

  it('looks into an object that is named, and names what differs there', () => {
    const rules = { watch: 'only', fields: [field('place')] } as const;
    assert.deepEqual(changesOf(rules, { place: { at: 1, in: 1 } }, { place: { at: 2, in: 1 } }), [
      { path: 'place.at', old: 1, new: 2 },
    ]);
  });

  it('ignores a place in an array however its path is written', () => {
    for (const key of [0, '0']) {
      const fields = [{ text: 'a.0', keys: ['a', key], threshold: 0 }];
      const rules = { watch: 'except', fields } as const;
      assert.equal(changesOf(rules, { a: [1, 2] }, { a: [9, 2] }), undefined);
      assert.equal(changesOf(rules, { a: [1, 2] }, { a: [1, 3] })?.length, 1);
    }
  });

  it('sees a number that moves by just its threshold, in binary too', () => {
    const rules = { watch: 'only', fields: [field('v', 0.1)] } as const;
    for (const [old, now] of [
      [12.3, 12.4],
      [12.1, 12],
      [0.3, 0.4],
    ]) {
      assert.equal(changesOf(rules, { v: old }, { v: now })?.length, 1, `${old} to ${now}`);
    }
    assert.equal(changesOf(rules, { v: 12.3 }, { v: 12.39 }), undefined);
  });

  it('takes texts of numbers for numbers where there is a threshold', () => {
    const rules = { watch: 'only', fields: [field('v', 1)] } as const;
    assert.equal(changesOf(rules, { v: '12.41' }, { v: '12.42' }), undefined);
    assert.equal(changesOf(rules, { v: '12' }, { v: 12.5 }), undefined);
    const values = [{ path: 'v', old: '12.41', new: '13.41' }];
    assert.deepEqual(changesOf(rules, { v: '12.41' }, { v: '13.41' }), values);
    for (const other of ['', ' ', 'n/a', null, true, [12.41]]) {
      assert.equal(changesOf(rules, { v: '12.41' }, { v: other })?.length, 1, String(other));
    }
    const exact = { watch: 'only', fields: [field('v')] } as const;
    assert.equal(changesOf(exact, { v: '12.0' }, { v: '12' })?.length, 1);
  });

  it('sees all but those', () => {
    const fields = ['time', 'place.at', 'lanes.0.time', 'none.here', 'name.first'].map((text) =>
      field(text),
    );
    const old = { time: 1, place: { at: 1, in: 1 }, lanes: [{ time: 1, speed: 1 }], name: 'x' };
    const now = { time: 2, place: { at: 2, in: 1 }, lanes: [{ time: 2, speed: 1 }], name: 'x' };
    const rules = { watch: 'except', fields } as const;
    assert.equal(changesOf(rules, old, now), undefined);
    assert.deepEqual(changesOf(rules, old, { ...now, name: 'y' }), [
      { path: 'name', old: 'x', new: 'y' },
    ]);
  });
});
