import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { Duplicates } from '../../../src/list/duplicates';

const PAGE = 1_000;

/** Pages of 20,000 in which the older keys are forgotten more than once, also where they are numbers. */
const LONG_PAGES = 16;

/** Adds pages of this many items with these ids. */
async function addPages(duplicates: Duplicates, from: number, to: number): Promise<void> {
  for (let page = from; page < to; page += PAGE) {
    await duplicates.add(Array.from({ length: PAGE }, (_, index) => ({ id: page + index })));
    duplicates.endPage();
  }
}

describe('items that came on more than one page', () => {
  it('are counted in a list of a hundred thousand, wherever they are', async () => {
    const duplicates = new Duplicates();
    await addPages(duplicates, 0, 100_000);
    await addPages(duplicates, 5_000, 8_000);
    assert.equal(duplicates.count, 3_000);
  });

  it('are counted each time that they come again', async () => {
    const duplicates = new Duplicates();
    for (let page = 0; page < 3; page++) await addPages(duplicates, 0, PAGE);
    assert.equal(duplicates.count, 2 * PAGE);
  });

  it('are noticed on neighboring pages of a list of any length', async () => {
    const duplicates = new Duplicates();
    await addPages(duplicates, 0, 500_000);
    await addPages(duplicates, 499_000, 501_000);
    assert.equal(duplicates.count, PAGE);
  });

  it('are not confused with those that only look alike', async () => {
    const duplicates = new Duplicates();
    await duplicates.add([{ id: 1 }]);
    duplicates.endPage();
    await duplicates.add([{ id: '1' }]);
    assert.equal(duplicates.count, 0);
  });

  for (const id of ['index', '`${index}-1111-2222-3333-444444444444`']) {
    it(`take 10 MB at the most, however long the list is, with ids such as ${id}`, () => {
      const file = JSON.stringify(require.resolve('../../../src/list/duplicates'));
      const script = `const { Duplicates } = require(${file});
        (async () => {
          gc();
          const before = process.memoryUsage().heapUsed;
          const duplicates = new Duplicates();
          let most = 0;
          for (let page = 0; page < ${LONG_PAGES}; page++) {
            const items = Array.from({ length: 20_000 }, (_, item) => {
              const index = 20_000 * page + item;
              return { id: ${id} };
            });
            await duplicates.add(items);
            duplicates.endPage();
            items.length = 0;
            gc();
            most = Math.max(most, process.memoryUsage().heapUsed - before);
          }
          console.log(most);
        })();`;
      // Its memory is measured, not its coverage.
      const { NODE_V8_COVERAGE: _, ...env } = process.env;
      const run = spawnSync(process.execPath, ['--expose-gc', '-e', script], { env });
      assert.equal(run.status, 0, String(run.stderr));
      const most = Number(run.stdout);
      assert(most > 2 ** 20 && most < 10 * 2 ** 20, `${most} bytes`);
    });
  }
});
