import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import helper from 'node-red-node-test-helper';
import { buildCity } from '../../../src/sample/city';
import { linksAt } from '../../../src/sample/links';
import { until } from '../../support/clock';
import { useFolder } from '../../support/use-folder';
import { useTestBed } from '../support/test-bed';
import { deployExample } from './example-bed';

const BY_HAND = { inject: { once: false, repeat: '', crontab: '' } };

describe('the examples of fitness for use', () => {
  const inFolder = useFolder();
  const bed = useTestBed();
  beforeEach(() => {
    // The types know only some of the settings.
    const settings = { uiHost: '127.0.0.1', fileWorkingDirectory: inFolder() };
    helper.settings(settings);
  });
  afterEach(() => helper.settings({}));

  it('"Alarm when travel times stop" says so in words, without a message that comes in', async () => {
    const example = await deployExample(bed, 'Alarm when travel times stop', BY_HAND);
    await bed.trigger(example.only('inode-links'));
    const debug = example.debug('notify a person');
    await until(() => bed.journal.completedBy(example.only('inode-quality')) === 1);
    const before = bed.journal.received(debug).length;
    bed.clock.tick(10 * 60_000);
    const reported = await bed.journal.receives(debug, before + 1);
    assert.match(String(reported.at(-1)?.payload), /^Links: silent \(before: (?:fit|partly)\)\./);
  });

  it('"Availability of the month as CSV" writes a row for each link and day', async () => {
    const example = await deployExample(bed, 'Availability of the month as CSV', BY_HAND);
    const quality = example.only('inode-quality');
    await bed.trigger(example.only('inode-links'));
    await until(() => bed.journal.completedBy(quality) === 1);
    await bed.trigger(quality, { report: true });
    await bed.journal.receives(example.debug('written'), 1);
    const [names, ...rows] = readFileSync(inFolder('availability.csv'), 'utf8')
      .trim()
      .split('\r\n');
    assert.equal(names, 'key,day,availability');
    const day = new Date().toISOString().slice(0, 10);
    const expected = linksAt(buildCity(), Date.now()).map(
      ({ id, travel_time }) => `${id},${day},${travel_time === null ? 0 : 1}`,
    );
    assert.deepEqual(rows, expected);
  });
});
