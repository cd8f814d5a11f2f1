import assert from 'node:assert/strict';
import { asObject, asObjects, type JsonObject, jsonOf, useSimulator, withClock } from '../support';
import { postQuery, run, signIn } from './client';

/** The sample of the vendor's page, as it is printed there. */
const SAMPLE = String.raw`{"operationName":"sample_graphql","variables":{},"query":"query sample_graphql {\n  data: building_features(\n    where: {_and: [{building_id: {_eq: 71}}, {feature_name: {_eq: \"weekly_frequency_dist\"}}, {granularity: {_eq: \"P1W\"}}, {group_id: {_eq: \"all-e707b3a8-0732-49ae-9156-13ff1138540e\"}}, {date_time_start: {_gte: \"2024-01-01T06:00:00.000Z\", _lt: \"2024-01-08T06:00:00.000Z\"}}]}\n  ) {\n    feature_value\n    date_time_start\n  }\n}"}`;

describe("the simulator's InnerSpace building features", () => {
  const simulator = useSimulator();

  /** The rows of a query that must have no errors. */
  async function rowsOf(query: string, variables = {}): Promise<JsonObject[]> {
    const { data, errors } = await run(simulator.current, query, { variables });
    assert.equal(errors, undefined);
    return asObjects(asObject(data)['rows']);
  }

  it("answer the vendor's sample: one week of one building, the same each time", async () => {
    const headers = await signIn(simulator.current);
    const ask = async () => jsonOf(await postQuery(simulator.current, SAMPLE, headers));
    const first = await ask();
    assert.deepEqual(await ask(), first);
    const [week, ...others] = asObjects(asObject(first['data'])['data']);
    assert.deepEqual(others, []);
    assert.equal(week?.['date_time_start'], '2024-01-01T06:00:00.000Z');
    const visitors = asObject(week?.['feature_value']);
    assert.deepEqual(Object.keys(visitors), ['1', '2', '3', '4', '5']);
    assert.ok(
      Object.values(visitors).every((value) => Number.isInteger(value) && Number(value) > 0),
    );
  });

  for (const [granularity, count] of [
    ['P1D', 28],
    ['P1W', 4],
    ['P1Y', 0],
  ] as const) {
    it(`have ${count} different rows in four weeks of ${granularity}`, async () => {
      const query = `query q($granularity: String!, $from: timestamptz, $to: timestamptz) {
        rows: building_features(where: {_and: [
          {building_id: {_eq: 72}}, {feature_name: {_eq: "weekly_frequency_dist"}},
          {granularity: {_eq: $granularity}}, {date_time_start: {_gte: $from, _lt: $to}}
        ]}) { feature_value }
      }`;
      const range = { from: '2024-01-01T06:00:00Z', to: '2024-01-29T06:00:00Z' };
      const rows = await rowsOf(query, { granularity, ...range });
      assert.equal(rows.length, count);
      assert.equal(new Set(rows.map((row) => JSON.stringify(row))).size, count);
    });
  }

  it('can be ordered by several columns, skipped and limited', async () => {
    const rows = await rowsOf(`{ rows: building_features(
      where: {date_time_start: {_eq: "2024-01-01T00:00:00-06:00"}, granularity: {_eq: "P1D"}}
      order_by: [{building_id: desc}, {feature_name: asc}], offset: 1, limit: 2
    ) { building_id feature_name } }`);
    assert.deepEqual(
      rows.map((row) => [row['building_id'], row['feature_name']]),
      [
        [72, 'weekly_frequency_dist'],
        [71, 'dwell_time_dist'],
      ],
    );
  });

  it('show a week when it has begun', async () => {
    const query = `{ rows: building_features(
      where: {building_id: {_eq: 71}, granularity: {_eq: "P1W"}}
      order_by: {date_time_start: desc}, limit: 1
    ) { date_time_start } }`;
    const monday = '2026-06-08T06:00:00.000Z';
    await withClock(Date.parse(monday) - 1, async (clock) => {
      assert.deepEqual(await rowsOf(query), [{ date_time_start: '2026-06-01T06:00:00.000Z' }]);
      clock.tick(1);
      assert.deepEqual(await rowsOf(query), [{ date_time_start: monday }]);
    });
  });

  it('are answered beside a field that fails', async () => {
    const query = '{ rows: building_features(limit: 1) { building_id } broken: broken_feature }';
    const { data, errors } = await run(simulator.current, query);
    assert.deepEqual(data, { rows: [{ building_id: 71 }], broken: null });
    const [error] = asObjects(errors);
    assert.equal(error?.['message'], 'The feature could not be computed.');
    assert.deepEqual(error?.['path'], ['broken']);
    assert.deepEqual(error?.['extensions'], { code: 'unexpected', path: '$' });
  });

  it('have no data for a date that is not one', async () => {
    const where = '{date_time_start: {_gte: "yesterday"}}';
    const query = `{ building_features(where: ${where}) { building_id } }`;
    const { data, errors } = await run(simulator.current, query);
    assert.equal(data, null);
    assert.match(JSON.stringify(errors), /"yesterday.*data-exception/);
  });

  it('count how often the mutation was run', async () => {
    const mutation = 'mutation { acknowledge_feature }';
    assert.deepEqual(await run(simulator.current, mutation), { data: { acknowledge_feature: 1 } });
    assert.deepEqual(await run(simulator.current, mutation), { data: { acknowledge_feature: 2 } });
    assert.equal(simulator.current.innerspace.acknowledged, 2);
  });
});
