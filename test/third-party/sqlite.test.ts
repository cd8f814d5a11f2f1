import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowNode } from '../../scripts/support/flow-node';
import { hasSqlite } from '../../scripts/support/third-party';
import { DebugSidebar } from '../package/debug-sidebar';
import { needs } from '../support/needs';
import { nodeNamed } from '../support/node-named';
import { give, givenNodes } from './support/given';
import { HISTORY, LATEST } from './support/history';
import { measure } from './support/measure';
import { readStatements } from './support/read-statements';
import { rowsAre, rowsNodes } from './support/rows';
import { linkMeasured, MOMENT, NO_TIMES, TIMES, TRAVEL_TIME } from './support/times';
import { useDate } from './support/use-date';
import { useNodeRed } from './support/use-node-red';
import {
  assertComparisons,
  byName,
  compareWithUsual,
  MEAN,
  type Measurement,
} from './support/usual';

const EXAMPLE = 'Travel times in a database (needs SQLite)';

const NOW = Date.now();
const DAY = 24 * 60 * 60_000;

const [COMPARE_AS_VENDOR] = readStatements("### By the vendor's own rule");

/** Travel times in SQLite. */
describe('the database', () => {
  const nodeRed = useNodeRed();
  const date = useDate(HISTORY[0] ?? LATEST);
  const measurements: Measurement[] = [];
  let folder: string;
  let flow: FlowNode[];

  const press = (name: string) => nodeRed.current.api.inject(nodeNamed(flow, 'inject', name));

  /** Lets the flow read the links twice at a time, and waits until they are in the database. */
  async function poll(time: number): Promise<void> {
    date.set(time);
    measurements.push(...(await measure(nodeRed.current.simulator)));
    await press('every minute');
    await press('every minute');
    await rowsAre(nodeRed.current.url, measurements);
  }

  needs(hasSqlite, 'g++', 'make', 'python3');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inode-sqlite-'));
    const sqlitedb = { db: join(folder, 'travel-times.sqlite') };
    flow = await nodeRed.current.deploy(EXAMPLE, { sqlitedb }, (example) => [
      ...rowsNodes(example),
      ...rowsNodes(example, 'by-vendor', COMPARE_AS_VENDOR),
      ...givenNodes(example),
    ]);
  });

  after(() => folder && rm(folder, { recursive: true }));

  it('has one row for each travel time that was measured', async () => {
    for (const time of HISTORY) await poll(time);
  });

  it('compares the travel times of now with the usual ones at this hour', async () => {
    const sidebar = await DebugSidebar.open(nodeRed.current.url);
    await press('compare');
    const { msg } = await sidebar.first(nodeNamed(flow, 'debug', 'now against the usual'));
    await sidebar.close();
    const answer: unknown = JSON.parse(msg);
    assertComparisons(answer);
    const expected = compareWithUsual(measurements);
    assert(expected.every(({ usual }) => usual !== null));
    assert.deepEqual(byName(answer), expected);
  });

  it("compares them by the vendor's rule with the statement of the recipe", async () => {
    const answer: unknown = await (await fetch(new URL('by-vendor', nodeRed.current.url))).json();
    assertComparisons(answer);
    assert.deepEqual(byName(answer), compareWithUsual(measurements, MEAN));
  });

  it('has a row for each time, however the service writes it', async () => {
    const links = TIMES.map((time, index) => linkMeasured(900 + index, time));
    await give(nodeRed.current.url, links);
    const time = Date.parse(MOMENT);
    measurements.push(...links.map(({ name: link }) => ({ link, time, travelTime: TRAVEL_TIME })));
    await rowsAre(nodeRed.current.url, measurements);
  });

  it('has an error for each time that cannot be read, and a row for each other link', async () => {
    const unread = NO_TIMES.map((time, index) => linkMeasured(950 + index, time));
    const read = linkMeasured(999, MOMENT);
    for (const [index, link] of unread.entries()) {
      const sidebar = await DebugSidebar.open(nodeRed.current.url);
      await give(nodeRed.current.url, [link, { ...read, id: 960 + index }]);
      const { msg } = await sidebar.first(nodeNamed(flow, 'debug', 'what went wrong'));
      await sidebar.close();
      assert.match(msg, new RegExp(`cannot be read \\(1 of 2 links\\): ${link.id} `));
      const { name, travel_time: travelTime } = read;
      measurements.push({ link: name, time: Date.parse(MOMENT), travelTime });
    }
    await rowsAre(nodeRed.current.url, measurements);
  });

  it('forgets at night what is older than 90 days', async () => {
    await poll(NOW);
    await press('every night');
    const young = measurements.filter(({ time }) => time > NOW - 90 * DAY);
    assert(young.length > 0 && young.length < measurements.length);
    await rowsAre(nodeRed.current.url, young);
  });
});
