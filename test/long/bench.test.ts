import assert from 'node:assert/strict';
import { type CaseKind, QUICK } from '../../bench/plan';
import { judge } from '../../bench/report/claims';
import { render } from '../../bench/report/render';
import { type CaseResult, type Results, runBench } from '../../bench/run';
import { findPython } from '../../scripts/support/python';

/** No test asserts a time: the machine that runs it has other things to do. */
describe('the benchmark', () => {
  let results: Results;
  const ofKind = (kind: CaseKind): CaseResult[] =>
    results.cases.filter((each) => each.kind === kind);

  before(async () => {
    results = await runBench(QUICK, () => undefined);
  }).timeout(600_000);

  it('measures every contender in every case of the benchmark plan', () => {
    const canRun = (name: string) => name !== 'vendor' || findPython('requests') !== undefined;
    assert.deepEqual(
      results.cases.map(({ kind, items, rows }) => [kind, items, rows.map(({ name }) => name)]),
      QUICK.cases.map(({ kind, items, contenders }) => [kind, items, contenders.filter(canRun)]),
    );
  });

  it('counts one request for a list in a benchmark poll, one for each of its pages, and no sign-in', () => {
    for (const { items, rows } of ofKind('poll')) {
      for (const { name, requests, tokenRequests } of rows) {
        assert.equal(requests, name === 'pages' ? Math.ceil(items / 1_000) : 1, name);
        assert.equal(tokenRequests, 0, name);
      }
    }
  });

  it('counts a 304 for each benchmark request for an unchanged list', () => {
    for (const { items, rows } of ofKind('unchanged')) {
      const pages = items / 1_000;
      assert.deepEqual(
        rows.map(({ name, requests, unchanged }) => [name, requests, unchanged]),
        [
          ['baseline', 1, 0],
          ['list', 1, 1],
          ['pages', pages, pages],
          ['core', 1, 0],
        ],
      );
    }
  });

  it('counts one request of many benchmark nodes, and one renewal of their expired token', () => {
    for (const { nodes, rows, expired } of ofKind('parallel')) {
      const requests = new Map(rows.map((row) => [row.name, row.requests]));
      assert.deepEqual([requests.get('list'), requests.get('items')], [1, 1]);
      assert.equal(requests.get('core'), nodes);
      // One that is refused, and one that is answered.
      assert.deepEqual(expired, { requests: 2, unchanged: 0, tokenRequests: 1 });
    }
    const claims = judge(results.cases).filter(({ text }) => text.includes('token expired'));
    assert.deepEqual(
      claims.map(({ holds }) => holds),
      ofKind('parallel').map(() => true),
    );
  });

  it('has a figure in every cell of the benchmark report', () => {
    const text = render(results);
    assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
    assert.match(text, /^\| 5,000 \| \*\*list\*\* \|/m);
  });
});
