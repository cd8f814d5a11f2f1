import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { buildCity } from '../../../src/sample/city';
import { linksAt } from '../../../src/sample/links';
import { FlowFile } from '../../support/flow-file';
import { useFolder } from '../../support/use-folder';
import { useTestBed } from '../support/test-bed';
import { deployExample } from './example-bed';

const EXAMPLE = 'All links as CSV';

/** What services may send, and what a cell of the file holds then. */
const CELLS: [what: string, value: unknown, cell: string][] = [
  ['a formula', '=1+1', "'=1+1"],
  ['a formula with commas and quotes', '=HYPERLINK("a","b")', `"'=HYPERLINK(""a"",""b"")"`],
  ['a formula after a plus', '+1+1', "'+1+1"],
  ['a formula after a minus', '-1+1', "'-1+1"],
  ['a formula after an at sign', '@SUM(1)', "'@SUM(1)"],
  ['a formula after a tab', '\t=1', `"'\t=1"`],
  ['a formula after a carriage return', '\r=1', `"'\r=1"`],
  ['a number below zero', -75.69, '-75.69'],
  ['a number below zero as text', '-75.69', '-75.69'],
  ['letters of any language', 'Rue d’Orléans, 東京', '"Rue d’Orléans, 東京"'],
  ['a line break', 'a\nb', '"a\nb"'],
  ['nothing', null, ''],
  ['no', false, 'false'],
  ['an object', { lat: 1, lon: 2 }, '"{""lat"":1,""lon"":2}"'],
];

describe('the example "All links as CSV"', () => {
  const inFolder = useFolder();
  const bed = useTestBed();

  /** Has a list written, and reads the file. */
  async function written(payload: readonly unknown[], COLUMNS: string): Promise<string> {
    const example = await deployExample(bed, EXAMPLE, {
      tab: FlowFile.example(EXAMPLE).environment({ FOLDER: inFolder('new'), COLUMNS }),
    });
    bed.journal.start(example.named('function', 'fields there?'), { payload });
    await bed.journal.receives(example.debug('written'), 1);
    const [file = ''] = readdirSync(inFolder('new'));
    assert.match(file, /^links-\d{4}-\d\d-\d\dT\d\d-\d\d\.csv$/);
    return readFileSync(inFolder('new', file), 'utf8');
  }

  it('writes a row for each link below the names of the columns, marked as UTF-8', async () => {
    const links = linksAt(buildCity(), Date.now());
    const rows = links.map(({ id, speed }) => `${id},${speed ?? ''}\r\n`);
    assert.equal(await written(links, 'id, speed'), `\uFEFFid,speed\r\n${rows.join('')}`);
  });

  for (const [what, value, cell] of CELLS) {
    it(`makes no formula of ${what}`, async () => {
      assert.equal(await written([{ a: { b: value } }], 'a.b'), `\uFEFFa.b\r\n${cell}\r\n`);
    });
  }
});
