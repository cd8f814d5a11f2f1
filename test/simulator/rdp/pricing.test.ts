import assert from 'node:assert/strict';
import { useFakeTimers } from 'sinon';
import { type Simulator, startSimulator } from '../../../simulator/index';
import { interdaySummaries } from '../../../simulator/rdp/time-series';
import { send, signIn } from './client';

const PRICES = 'data/historical-pricing/v1/views/interday-summaries';
/** A Wednesday. */
const NOW = Date.parse('2026-06-10T12:00:00Z');

describe('simulator: RDP interday summaries', () => {
  let simulator: Simulator;
  let accessToken: string;

  before(async () => {
    simulator = await startSimulator();
    ({ accessToken } = await signIn(simulator));
  });
  after(() => simulator.close());

  async function answer(universe: string, query = ''): Promise<unknown> {
    const response = await send(simulator, accessToken, 'GET', `${PRICES}/${universe}${query}`);
    assert.equal(response.status, 200);
    return response.json();
  }

  it('have the shape of RDP: a column for each header, the newest day first', async () => {
    const [series, ...others] = Object(await answer('VOD.L'));
    assert.deepEqual(others, []);
    assert.deepEqual(series.universe, { ric: 'VOD.L' });
    assert.equal(series.interval, 'P1D');
    assert.deepEqual(
      series.headers.map(({ name }: { name: string }) => name),
      ['DATE', 'OPEN_PRC', 'HIGH_1', 'LOW_1', 'TRDPRC_1', 'ACVOL_UNS'],
    );
    assert.equal(series.data.length, 20);
    for (const [index, [date, open, high, low, close, volume, ...rest]] of series.data.entries()) {
      assert.match(date, /^\d{4}-\d\d-\d\d$/);
      if (index > 0) assert.ok(date < series.data[index - 1][0]);
      assert.ok(low <= Math.min(open, close) && high >= Math.max(open, close) && low > 0);
      assert.ok(Number.isInteger(volume));
      assert.deepEqual(rest, []);
    }
  });

  it('are told for weekdays from start to end, as many as are asked for', async () => {
    const range = '?start=2024-02-29&end=2024-03-05T10:00:00.000Z';
    const days = ['2024-03-05', '2024-03-04', '2024-03-01', '2024-02-29'];
    assert.deepEqual(datesOf(await answer('IBM.N', range)), days);
    assert.deepEqual(datesOf(await answer('IBM.N', `${range}&count=2`)), days.slice(0, 2));
    assert.equal(datesOf(await answer('IBM.N', '?start=2024-01-01&end=2024-12-31')).length, 262);
    assert.equal(datesOf(await answer('IBM.N', '?start=1900-01-01&end=1990-01-10')).length, 7);
  });

  it('end with the last weekday before today', () => {
    const newest = (time: number) => interdaySummaries('EUR=', { count: 1 }, time).data[0]?.[0];
    assert.equal(newest(NOW), '2026-06-09');
    assert.equal(newest(Date.parse('2026-06-08T00:00:00Z')), '2026-06-05');
  });

  it('depend on instrument and day alone', async () => {
    const range = '?start=2024-03-01&end=2024-03-01';
    const before = await answer('EUR%3D', range);
    const clock = useFakeTimers({ now: Date.now() + 60_000, toFake: ['Date'] });
    try {
      assert.deepEqual(await answer('EUR%3D', range), before);
    } finally {
      clock.restore();
    }
    assert.notDeepEqual(Object(await answer('GBP%3D', range))[0].data, Object(before)[0].data);
  });

  it('say in their answer that there is no such instrument', async () => {
    assert.deepEqual(await answer('NONSENSE'), [
      {
        universe: { ric: 'NONSENSE' },
        status: {
          code: 'TS.Interday.UserRequestError.90001',
          message: 'The universe is not found.',
        },
      },
    ]);
  });

  it('refuse parameters that cannot be', async () => {
    for (const query of ['?count=0', '?count=many', '?start=soon', '?end=']) {
      const response = await send(simulator, accessToken, 'GET', `${PRICES}/VOD.L${query}`);
      assert.equal(response.status, 400);
    }
  });
});

function datesOf(answer: unknown): string[] {
  return Object(answer)[0].data.map(([date]: [string]) => date);
}
