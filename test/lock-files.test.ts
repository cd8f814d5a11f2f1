import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { asRecord } from '../src/json-value';

const LOCKS = [
  'package-lock.json',
  'test/node-red-5/package-lock.json',
  'test/third-party/package-lock.json',
  'test/mutation/package-lock.json',
];

for (const file of LOCKS) {
  describe(`The lock file ${file}`, () => {
    before(() => assert(existsSync(file)));
    const entries = () =>
      Object.entries(asRecord(asRecord(JSON.parse(readFileSync(file, 'utf8')))['packages'])).map(
        ([path, entry]) => ({ path, ...asRecord(entry) }) as const,
      );

    it('has the digest of each package that npm fetches, also for other systems', () => {
      const without = entries().filter((entry) => {
        const { path, link, inBundle, integrity } = asRecord(entry);
        // What is bundled comes inside of another package, whose digest counts.
        const isFetched =
          String(path).includes('node_modules/') && link !== true && inBundle !== true;
        return isFetched && !/^sha512-/.test(String(integrity));
      });
      assert.deepEqual(
        without.map(({ path }) => path),
        [],
      );
    });

    it('names no registry: whoever installs takes their own', () => {
      assert.deepEqual(
        entries().filter((entry) => /^https?:/.test(String(asRecord(entry)['resolved']))),
        [],
      );
    });
  });
}
