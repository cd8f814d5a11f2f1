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
        ([path, entry]) => [path, asRecord(entry)] as const,
      );

    it('has the digest of each package that npm fetches, also for other systems', () => {
      const bundlers = entries().flatMap(([path, { bundleDependencies }]) =>
        path !== '' && bundleDependencies !== undefined ? [`${path}/`] : [],
      );
      // What comes inside of another package is a part of what its digest is of.
      const isFetched = (path: string): boolean =>
        path.includes('node_modules/') && !bundlers.some((bundler) => path.startsWith(bundler));
      const without = entries().filter(
        ([path, { link, integrity }]) =>
          isFetched(path) && link !== true && !String(integrity).startsWith('sha512-'),
      );
      assert.deepEqual(
        without.map(([path]) => path),
        [],
      );
    });

    it('names no registry: whoever installs takes their own', () => {
      assert.deepEqual(
        entries().filter(([, { resolved }]) => /^https?:/.test(String(resolved))),
        [],
      );
    });
  });
}
