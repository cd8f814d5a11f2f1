import assert from 'node:assert/strict';
import {
  readSinceState,
  SinceList,
  type SinceRules,
  type SinceState,
} from '../../../src/since/since-list';

const NOTHING: SinceState = { sent: [] };
const NOW = Date.UTC(2026, 2, 2, 12);

/** Lists one after the other, each as a service sends it; what goes on of it, and what was asked for. */
async function poll(lists: readonly (readonly unknown[])[], rules: Partial<SinceRules> = {}) {
  let state = NOTHING;
  const polls: { from: unknown; fresh: unknown[] }[] = [];
  for (const items of lists) {
    const list = new SinceList(state, { field: ['at'], overlap: 0, ...rules });
    const fresh = await list.add(items, NOW);
    polls.push({ from: list.from, fresh });
    // As a store of files has it.
    state = readSinceState(JSON.parse(JSON.stringify(list.end())));
  }
  return { polls, state, fresh: polls.map((each) => each.fresh) };
}

const item = (id: unknown, at: unknown) => ({ id, at });

describe('what is new in a list', () => {
  it('is all of the first one, and then what has a greater or a late equal value', async () => {
    const [a, b, c, late] = [item(1, 5), item(2, 7), item(3, 9), item(4, 7)];
    const { polls } = await poll([[a, b], [b, late, c], [c], []]);
    assert.deepEqual(polls, [
      { from: undefined, fresh: [a, b] },
      { from: 7, fresh: [late, c] },
      { from: 9, fresh: [] },
      { from: 9, fresh: [] },
    ]);
  });

  it('is what comes late within the overlap, once', async () => {
    const time = (second: number) => new Date(NOW - 60_000 + second * 1_000).toISOString();
    const [a, b, late, later] = [
      item(1, time(0)),
      item(2, time(30)),
      item(3, time(25)),
      item(4, time(5)),
    ];
    const { polls } = await poll(
      [
        [a, b],
        [late, b],
        [late, b, later],
      ],
      { overlap: 10 },
    );
    assert.deepEqual(
      polls.map(({ fresh }) => fresh),
      [[a, b], [late], []],
    );
    assert.equal(polls[1]?.from, time(20));
  });

  it('is an item that came before with another value', async () => {
    const { fresh } = await poll([[item(1, 5)], [item(1, 6)], [item(1, 6)]]);
    assert.deepEqual(fresh, [[item(1, 5)], [item(1, 6)], []]);
  });

  it('is known by all of an item that has no key', async () => {
    const { fresh } = await poll([
      [{ at: 5, x: 1 }],
      [
        { at: 5, x: 1 },
        { at: 5, x: 2 },
      ],
    ]);
    assert.deepEqual(fresh, [[{ at: 5, x: 1 }], [{ at: 5, x: 2 }]]);
  });

  it('is by another key, where one was set', async () => {
    const row = (code: string) => ({ id: 1, code, at: 5 });
    const { fresh } = await poll([[row('a')], [row('a'), row('b')]], { key: ['code'] });
    assert.deepEqual(fresh[1], [row('b')]);
  });

  it('does not depend on a mistake of the year 9999, which is sent once', async () => {
    const [bad, good, better] = [
      item(1, '9999-12-31T23:59:59Z'),
      item(2, '2026-03-02T10:00:00Z'),
      item(3, '2026-03-02T11:00:00Z'),
    ];
    const { polls } = await poll([
      [bad, good],
      [bad, good, better],
      [bad, better],
    ]);
    assert.deepEqual(
      polls.map(({ fresh }) => fresh),
      [[bad, good], [better], []],
    );
    assert.equal(polls[2]?.from, '2026-03-02T11:00:00Z');
  });

  it('is everything once where the clock of this machine is wrong', async () => {
    const items = [item(1, '2030-01-01T00:00:00Z'), item(2, '2031-01-01T00:00:00Z')];
    const { polls } = await poll([items, items]);
    assert.deepEqual(polls, [
      { from: undefined, fresh: items },
      { from: undefined, fresh: [] },
    ]);
  });

  it('goes by the values of one kind, and sends others once as long as they come', async () => {
    const [number, text, none] = [item(1, 5), item(2, 'soon'), item(3, null)];
    const { polls } = await poll([
      [number, text, none],
      [number, text, none],
      [item(4, 6), text],
    ]);
    assert.deepEqual(
      polls.map(({ fresh }) => fresh),
      [[number, text, none], [], [item(4, 6)]],
    );
    assert.equal(polls[2]?.from, 5);
  });

  it('goes by another kind where a service writes its values in another way', async () => {
    const { polls } = await poll([[item(1, 5)], [item(2, '2026-03-02T10:00:00Z')], []]);
    assert.equal(polls[2]?.from, '2026-03-02T10:00:00Z');
  });

  it('does not go back with a list that is older than the last', async () => {
    const { polls } = await poll([[item(1, 9)], [item(2, 3), item(3, 4)], []]);
    assert.deepEqual(
      polls.map(({ from }) => from),
      [undefined, 9, 9],
    );
    assert.deepEqual(polls[1]?.fresh, []);
  });

  it('is remembered of as many items as may come again, and of 20,000 at the most', async () => {
    const first = Array.from({ length: 21_000 }, (_, id) => item(id, id));
    assert.equal((await poll([first])).state.sent.length, 1);
    assert.equal((await poll([first], { overlap: 10 })).state.sent.length, 11);
    const { state } = await poll([first], { overlap: 20_999 });
    assert.equal(state.sent.length, 20_000);
    assert.deepEqual(state.sent.at(-1), ['number:20999', 20_999]);
    const equal = first.map(({ id }) => item(id, null));
    assert.equal((await poll([equal])).state.sent.length, 20_000);
  });

  it('is everything where what is kept cannot be read', () => {
    for (const kept of [
      undefined,
      null,
      'x',
      [],
      { value: {}, sent: 5 },
      { sent: [[1, 2], 'x', ['a', {}]] },
    ]) {
      assert.deepEqual(readSinceState(kept), NOTHING);
    }
  });
});
