import assert from 'node:assert/strict';
import { judgeList } from '../../../src/quality/judge-list';
import { readState, type State } from '../../../src/quality/state';

const rules = {
  key: { text: 'id', keys: ['id'] },
  time: { text: 'at', keys: ['at'] },
  value: { text: 'v', keys: ['v'] },
};

function judged(): State {
  const at = Date.UTC(2026, 0, 1);
  const { state } = allOf(judgeList(undefined, [{ id: 1, v: 1, at }], rules, at));
  return { ...state, level: 'fit' };
}

function allOf<T>(steps: Generator<void, T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const read = (kept: unknown): State | undefined => allOf(readState(kept));

describe('what is kept of a list', () => {
  const state = judged();
  const [[name, item] = assert.fail()] = state.items;
  const { value, time } = item;
  const [hour] = state.hours;
  const withItem = (own: object): object => ({ ...state, items: [[name, { ...item, ...own }]] });
  const withHour = (own: object): object => ({ ...state, hours: [{ ...hour, ...own }] });

  it('is read as it was written', () => {
    const kept: unknown = JSON.parse(JSON.stringify(state));
    assert.deepEqual(read(kept), kept);
  });

  it('is read where an earlier version wrote it', () => {
    const { fields: _, ...earlier } = state;
    const hours = earlier.hours.map(({ longest: __, ...each }) => each);
    const kept = { ...earlier, hours };
    assert.deepEqual(read(kept), kept);
  });

  const broken: Record<string, unknown> = {
    nothing: undefined,
    'a text': 'text',
    'a key that is a number': { ...state, key: 1 },
    'fields that are a number': { ...state, fields: 1 },
    'a level that there is not': { ...state, level: 'good' },
    'a number as text': { ...state, forgotten: '0' },
    'hours that are not a list': { ...state, hours: {} },
    'an hour that is null': { ...state, hours: [null] },
    'an hour that no date can be': withHour({ start: 1e300 }),
    'an hour without its lists': withHour({ lists: undefined }),
    'more fit items than items': withHour({ fit: 2 }),
    'a length that is negative': withHour({ longest: -1 }),
    'an item without counts': { ...state, items: [['1']] },
    'an item whose key is a number': { ...state, items: [[1, item]] },
    'a count as text': withItem({ fit: 'all' }),
    'a count that is negative': withItem({ fit: -1 }),
    'past hours that are a number': withItem({ past: 7 }),
    'past hours without digits': withItem({ past: '!!!' }),
    'a value as it is': withItem({ value: 7 }),
    'lists as text': withItem({ value: { ...value, lists: 'abc' } }),
    'a beginning that is null': withItem({ time: { ...time, since: null } }),
    'an instant as text, which would pass for fresh': withItem({ time: { ...time, instant: 'x' } }),
  };
  for (const [what, kept] of Object.entries(broken)) {
    it(`is not read with ${what}`, () => assert.equal(read(kept), undefined));
  }
});
