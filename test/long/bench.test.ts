import assert from 'node:assert/strict';
import { QUICK } from '../../bench/plan';
import { judge } from '../../bench/report/claims';
import { plot } from '../../bench/report/plot';
import { render } from '../../bench/report/render';
import { type Results, runBench } from '../../bench/run-bench';
import { findPython } from '../../scripts/support/python';

/** No test asserts a time: the machine that runs it has other things to do. */
describe('the benchmark', () => {
  let results: Results;

  before(async () => {
    results = await runBench(QUICK, () => undefined);
  }).timeout(600_000);

  it('measures every row at every size', () => {
    const names = ['floor', 'list', 'items', 'pages', 'core'];
    if (findPython('requests') !== undefined) names.push('vendor');
    const seen = results.races.map(({ items, rows }) => [items, rows.map(({ name }) => name)]);
    assert.deepEqual(
      seen,
      QUICK.sizes.map(({ items }) => [items, names]),
    );
  });

  it('sees one request for a list, one for each page of it, and no sign-in', () => {
    for (const { items, rows } of results.races) {
      for (const { name, requests, tokenRequests } of rows) {
        assert.equal(requests, name === 'pages' ? Math.ceil(items / 1_000) : 1, name);
        assert.equal(tokenRequests, 0, name);
      }
    }
  });

  it('sees that what is unchanged is not sent again', () => {
    for (const { items, rows } of results.unchanged) {
      const pages = items / 1_000;
      assert.deepEqual(
        rows.map(({ name, requests, unchanged }) => [name, requests, unchanged]),
        [
          ['floor', 1, 0],
          ['list', 1, 1],
          ['pages', pages, pages],
          ['core', 1, 0],
        ],
      );
    }
  });

  it('sees many nodes share a request, and the renewal of an expired token', () => {
    for (const { nodes, rows, expired } of results.crowds) {
      const requests = new Map(rows.map((row) => [row.name, row.requests]));
      assert.deepEqual([...requests.keys()], ['floor', 'list', 'items', 'pages', 'core']);
      assert.deepEqual([requests.get('list'), requests.get('items')], [1, 1]);
      assert.equal(requests.get('core'), nodes);
      // One that is refused, and one that is answered.
      assert.deepEqual(expired, { requests: 2, unchanged: 0, tokenRequests: 1 });
    }
    const claims = judge(results).filter(({ text }) => text.includes('token expired'));
    assert.deepEqual(
      claims.map(({ holds }) => holds),
      results.crowds.map(() => true),
    );
  });

  it('has a figure in every cell, and draws what it measured', () => {
    const text = render(results) + plot(results.races);
    assert.doesNotMatch(text, /NaN|Infinity|undefined|null/);
    assert.match(text, /^\| 5,000 \| \*\*list\*\* \|/m);
  });
});
