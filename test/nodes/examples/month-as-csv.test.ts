import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCity } from '../../../src/sample/city';
import { linksAt } from '../../../src/sample/links';
import { until } from '../../support/clock';
import { FlowFile } from '../../support/flow-file';
import { LONG_RUNS } from '../../support/long-runs';
import { useFolder } from '../../support/use-folder';
import { useTestBed } from '../support/test-bed';
import { warningsOf } from '../support/warnings-of';
import { deployExample } from './example-bed';

const HOURS_BETWEEN_POLLS = LONG_RUNS ? 1 : 5;
const INTERVAL = HOURS_BETWEEN_POLLS * 3_600_000;
const NAMES = 'time,id,name,status,travel_time,speed,last_update';
const MARK = '\uFEFF';
const CITY = buildCity();
const EXAMPLE = 'A month of a link as CSV';

describe('the example "A month of a link as CSV"', () => {
  const inFolder = useFolder();
  const bed = useTestBed();

  /** Deploys the example so that it polls and writes into the folder. */
  function deploy(variables: Readonly<Record<string, string>> = {}) {
    return deployExample(bed, EXAMPLE, {
      inject: { once: false, repeat: String(INTERVAL / 1000) },
      tab: FlowFile.example(EXAMPLE).environment({ FOLDER: inFolder(), ...variables }),
    });
  }

  it('writes a row for each poll and a file for each month, over a restart', async () => {
    bed.clock.setSystemTime(new Date(2026, 2, 1, 0, 2));
    const start = Date.now();
    const end = new Date(2026, 3, 2).getTime();
    const half = (start + end) / 2;
    let isRestarted = false;
    const example = await deploy();
    const expected = new Map<string, string[]>();
    for (let polls = 1; Date.now() + INTERVAL < end; polls++) {
      if (!isRestarted && Date.now() > half) {
        await example.restart();
        isRestarted = true;
        polls = 1;
      }
      bed.clock.tick(INTERVAL);
      const { file, row } = expectation(Date.now());
      expected.set(file, [...(expected.get(file) ?? [MARK + NAMES]), row]);
      const shown = example.debug('written');
      await until(() => bed.journal.received(shown).length >= polls, 'the row is written');
    }
    const files = readdirSync(inFolder());
    assert.deepEqual(files, ['link-501-2026-03.csv', 'link-501-2026-04.csv']);
    for (const file of files) {
      const lines = readFileSync(inFolder(file), 'utf8').split('\r\n');
      assert.deepEqual(lines, [...(expected.get(file) ?? []), '']);
    }
    const [march = []] = expected.values();
    assert(march.length > (30 * 24) / HOURS_BETWEEN_POLLS);
    assert(march.some((row) => row.includes('Not Collected,,,')));
  }).timeout(60_000);

  it('names the columns once in a file if two lists come at the same moment', async () => {
    const example = await deploy({ LINKS: '501, 502' });
    const list = linksAt(CITY, Date.now());
    const first = example.named('function', 'fields there?');
    for (const payload of [list, list]) bed.journal.start(first, { payload });
    await bed.journal.receives(example.debug('written'), 4);
    for (const id of [501, 502]) {
      const [names, ...rows] = readLines(inFolder(), `link-${id}-`);
      assert.equal(names, MARK + NAMES);
      assert.deepEqual(
        rows.map((row) => row.split(',')[1]),
        [String(id), String(id)],
      );
    }
  });

  it('keeps the file in its folder whatever the id of the link is', async () => {
    const id = '../../a/b';
    const example = await deploy({ LINKS: id, COLUMNS: 'id' });
    bed.journal.start(example.named('function', 'fields there?'), { payload: [{ id }] });
    await bed.journal.receives(example.debug('written'), 1);
    assert.deepEqual(readLines(inFolder(), 'link-______a_b-'), [`${MARK}id`, id]);
  });

  it('warns of a link that is not there', async () => {
    const example = await deploy({ LINKS: '501,7' });
    const payload = linksAt(CITY, Date.now());
    bed.journal.start(example.named('function', 'fields there?'), { payload });
    await bed.journal.receives(example.debug('written'), 1);
    const warnings = warningsOf(bed, example.named('function', 'a row for each link'));
    assert.deepEqual(warnings, ['There is no link 7.']);
  });
});

/** The lines of the only file whose name begins so. */
function readLines(folder: string, start: string): string[] {
  const [file = '', ...others] = readdirSync(folder).filter((name) => name.startsWith(start));
  assert.deepEqual(others, []);
  return readFileSync(join(folder, file), 'utf8').split('\r\n').slice(0, -1);
}

/** The row that a poll is to leave, with the local time and the values that the simulator has then. */
function expectation(time: number): { file: string; row: string } {
  const link = linksAt(CITY, time).find(({ id }) => id === 501);
  assert(link);
  const { id, name, status, travel_time, speed, last_update } = link;
  const local = localTime(new Date(time));
  const cells = [local, id, `"${name}"`, status, travel_time ?? '', speed ?? '', last_update];
  return { file: `link-501-${local.slice(0, 7)}.csv`, row: cells.join(',') };
}

/** ISO 8601 with the offset of this machine's time zone. */
function localTime(date: Date): string {
  const ahead = -date.getTimezoneOffset();
  const shifted = new Date(date.getTime() + ahead * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60];
  const offset = [hours, minutes].map((part) => String(part).padStart(2, '0')).join(':');
  return `${shifted}${ahead < 0 ? '-' : '+'}${offset}`;
}
