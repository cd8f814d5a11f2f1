import assert from 'node:assert/strict';
import { startSimulator } from '../../simulator/index';
import { servedText } from '../nodes/support/served';
import { useTestBed } from '../nodes/support/test-bed';
import { HISTORY, LATEST } from '../third-party/support/history';
import { measure } from '../third-party/support/measure';
import { readStatements } from '../third-party/support/read-statements';
import { linkMeasured, MOMENT, NO_TIMES, TIMES, TRAVEL_TIME } from '../third-party/support/times';
import { useDate } from '../third-party/support/use-date';
import {
  assertComparisons,
  byName,
  compareWithUsual,
  MEAN,
  type Measurement,
} from '../third-party/support/usual';
import { asParameter } from './support/as-parameter';
import { usePostgresql } from './support/use-postgresql';

/** The statements of the recipe, in their order; those of TimescaleDB need TimescaleDB. */
const [TABLES, TIMESCALE, WRITE, COMPARE] = readStatements('### PostgreSQL and TimescaleDB');
const [, COMPARE_AS_VENDOR] = readStatements("### By the vendor's own rule");

describe('the recipe for PostgreSQL', function () {
  this.timeout(60_000);
  const date = useDate(LATEST);
  const database = usePostgresql();

  it("compares the travel times of now with the usual ones, by its own rule and by the vendor's", async () => {
    assert.match(TIMESCALE ?? '', /create_hypertable/);
    const measurements: Measurement[] = [];
    const script = [`${TABLES}; PREPARE write (jsonb) AS ${WRITE};`];
    const simulator = await startSimulator();
    for (const time of HISTORY) {
      date.set(time);
      measurements.push(...(await measure(simulator)));
      const list = await servedText(simulator, 'v1/links/?no_pagination');
      const write = `EXECUTE write ('${list.replaceAll("'", "''")}');`;
      // What is read twice is kept once.
      script.push(write, write);
    }
    await simulator.close();
    script.push(`SELECT json_build_object(
      'rows', (SELECT count(*) FROM travel_times),
      'answer', (SELECT json_agg(answer) FROM (${COMPARE}) AS answer),
      'byVendor', (SELECT json_agg(answer) FROM (${COMPARE_AS_VENDOR}) AS answer)
    )`);

    const { rows, answer, byVendor }: Record<string, unknown> = Object(
      JSON.parse(await database.run(script.join('\n'))),
    );
    assert.equal(rows, measurements.length);
    assertComparisons(answer);
    assert.deepEqual(byName(answer), compareWithUsual(measurements));
    assertComparisons(byVendor);
    assert.deepEqual(byName(byVendor), compareWithUsual(measurements, MEAN));
  });
});

describe('the function node of the recipe, with PostgreSQL', function () {
  this.timeout(60_000);
  const database = usePostgresql();
  const bed = useTestBed();

  it('has a row for each time, however the service writes it, and no other', async () => {
    const links = [...TIMES, ...NO_TIMES].map((time, id) => linkMeasured(id, time));
    const list = await asParameter(bed, links);
    const found = await database.run(`
      ${TABLES}; PREPARE write_times (jsonb) AS ${WRITE};
      EXECUTE write_times ('${list.replaceAll("'", "''")}');
      SELECT json_agg(json_build_array(link_id, extract(epoch FROM date_trunc('second', time)), travel_time)) FROM travel_times;
    `);
    const rows: unknown = JSON.parse(found);
    const time = Date.parse(MOMENT) / 1000;
    assert(Array.isArray(rows));
    assert.deepEqual(
      rows.toSorted((a, b) => a[0] - b[0]),
      TIMES.map((_, id) => [String(id), time, TRAVEL_TIME]),
    );
  });
});
