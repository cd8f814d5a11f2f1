import assert from 'node:assert/strict';
import { useFakeTimers } from 'sinon';
import { useSimulator } from '../../support/use-simulator';
import { jsonOf } from '../json-of';
import { postQuery, run, signIn } from './client';

/** The sample of the vendor's page, as it stands there. */
const SAMPLE = String.raw`{"operationName":"sample_graphql","variables":{},"query":"query sample_graphql {\n  data: building_features(\n    where: {_and: [{building_id: {_eq: 71}}, {feature_name: {_eq: \"weekly_frequency_dist\"}}, {granularity: {_eq: \"P1W\"}}, {group_id: {_eq: \"all-e707b3a8-0732-49ae-9156-13ff1138540e\"}}, {date_time_start: {_gte: \"2024-01-01T06:00:00.000Z\", _lt: \"2024-01-08T06:00:00.000Z\"}}]}\n  ) {\n    feature_value\n    date_time_start\n  }\n}"}`;

describe('simulator: InnerSpace building features', () => {
  const simulator = useSimulator();

  /** The rows of a query that must have no errors. */
  async function rowsOf(query: string, variables = {}): Promise<Record<string, unknown>[]> {
    const { data, errors } = await run(simulator.current, query, { variables });
    assert.equal(errors, undefined);
    const { rows } = Object(data);
    assert.ok(Array.isArray(rows));
    return rows;
  }

  async function starts(rest: string): Promise<unknown[]> {
    const where = `where: {building_id: {_eq: 71}, feature_name: {_eq: "dwell_time_dist"},
      granularity: {_eq: "P1D"}, date_time_start: {_gte: "2024-02-28", _lt: "2024-03-03"}}`;
    const rows = await rowsOf(`{ rows: building_features(${where} ${rest}) { date_time_start } }`);
    return rows.map((row) => row['date_time_start']);
  }

  it("runs the vendor's sample: one week of one building", async () => {
    const headers = await signIn(simulator.current);
    const answers = [1, 2].map(() => postQuery(simulator.current, SAMPLE, headers));
    const [first, second] = await Promise.all(answers.map(async (answer) => jsonOf(await answer)));
    assert.deepEqual(first, second);
    const { data } = Object(first?.['data']);
    assert.equal(data.length, 1);
    assert.equal(data[0].date_time_start, '2024-01-01T06:00:00.000Z');
    assert.deepEqual(Object.keys(data[0].feature_value), ['1', '2', '3', '4', '5']);
    for (const visitors of Object.values(data[0].feature_value)) {
      assert.ok(Number.isInteger(visitors) && Number(visitors) > 0);
    }
  });

  it('has a row a day or a week, each with a value of its own', async () => {
    const query = `query q($granularity: String!, $from: timestamptz, $to: timestamptz) {
      rows: building_features(where: {_and: [
        {building_id: {_eq: 72}}, {feature_name: {_eq: "weekly_frequency_dist"}},
        {granularity: {_eq: $granularity}}, {date_time_start: {_gte: $from, _lt: $to}}
      ]}) { feature_value }
    }`;
    const range = { from: '2024-01-01T06:00:00Z', to: '2024-01-29T06:00:00Z' };
    for (const [granularity, count] of [
      ['P1D', 28],
      ['P1W', 4],
      ['P1Y', 0],
    ] as const) {
      const rows = await rowsOf(query, { granularity, ...range });
      assert.equal(rows.length, count);
      assert.equal(new Set(rows.map((row) => JSON.stringify(row))).size, count);
    }
  });

  it('orders, skips and limits', async () => {
    const days = ['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02'].map(
      (day) => `${day}T06:00:00.000Z`,
    );
    assert.deepEqual(await starts(''), days);
    assert.deepEqual(await starts('order_by: {date_time_start: desc}'), days.toReversed());
    assert.deepEqual(await starts('order_by: {date_time_start: asc}, offset: 1, limit: 2'), [
      days[1],
      days[2],
    ]);
    assert.deepEqual(await starts('offset: 3, limit: 9'), [days[3]]);
  });

  it('orders by several columns in turn', async () => {
    const rows = await rowsOf(`{ rows: building_features(
      where: {date_time_start: {_eq: "2024-01-01T00:00:00-06:00"}}
      order_by: [{building_id: desc}, {granularity: asc}, {feature_name: asc}]
    ) { building_id granularity feature_name group_id } }`);
    const expected = [72, 71].flatMap((building) =>
      ['P1D', 'P1W'].flatMap((granularity) =>
        ['dwell_time_dist', 'weekly_frequency_dist'].map((feature) => [
          building,
          granularity,
          feature,
        ]),
      ),
    );
    assert.deepEqual(
      rows.map((row) => [row['building_id'], row['granularity'], row['feature_name']]),
      expected,
    );
    assert.equal(new Set(rows.map((row) => row['group_id'])).size, 2);
  });

  it('shows a week when it has begun', async () => {
    const query = `{ rows: building_features(
      where: {building_id: {_eq: 71}, granularity: {_eq: "P1W"}}
      order_by: {date_time_start: desc}, limit: 1
    ) { date_time_start } }`;
    const monday = '2026-06-08T06:00:00.000Z';
    const clock = useFakeTimers({ now: Date.parse(monday) - 1, toFake: ['Date'] });
    try {
      assert.deepEqual(await rowsOf(query), [{ date_time_start: '2026-06-01T06:00:00.000Z' }]);
      clock.tick(1);
      assert.deepEqual(await rowsOf(query), [{ date_time_start: monday }]);
    } finally {
      clock.restore();
    }
  });

  it('fails in one field and answers the other', async () => {
    const query = '{ rows: building_features(limit: 1) { building_id } broken: broken_feature }';
    const { data, errors } = await run(simulator.current, query);
    assert.deepEqual(data, { rows: [{ building_id: 71 }], broken: null });
    assert.ok(Array.isArray(errors));
    const [{ message, path, extensions }] = errors;
    assert.equal(message, 'The feature could not be computed.');
    assert.deepEqual(path, ['broken']);
    assert.equal(extensions.code, 'unexpected');
  });

  it('has no data for a date that is none', async () => {
    const where = '{date_time_start: {_gte: "yesterday"}}';
    const query = `{ building_features(where: ${where}) { building_id } }`;
    const { data, errors } = await run(simulator.current, query);
    assert.equal(data, null);
    assert.match(JSON.stringify(errors), /"yesterday.*data-exception/);
  });

  it('counts how often the mutation was run', async () => {
    const mutation = 'mutation { acknowledge_feature }';
    assert.equal(simulator.current.innerspace.acknowledged, 0);
    assert.deepEqual(await run(simulator.current, mutation), { data: { acknowledge_feature: 1 } });
    assert.deepEqual(await run(simulator.current, mutation), { data: { acknowledge_feature: 2 } });
    assert.equal(simulator.current.innerspace.acknowledged, 2);
  });
});
