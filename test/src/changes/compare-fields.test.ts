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
