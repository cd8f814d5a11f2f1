import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billOfMaterials } from '../../scripts/support/bill-of-materials';
import { findInstallation } from '../../scripts/support/installation';
import { pack } from '../../scripts/support/pack';
import { run } from '../../scripts/support/run';
import { asRecord } from '../../src/json-value';
import { lockedPackages } from '../support/locked-packages';

const MODULE = '@inode-flows/node-red-inode';

describe('an installation of the packed package', function () {
  this.timeout(300_000);
  const { npm } = findInstallation('node-red');
  const locked = lockedPackages().map(({ name, version }) => `${name}@${version}`);
  let folder: string;
  let tarball: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inode-test-'));
    tarball = (await pack(npm, folder)).path;
  });
  after(() => rm(folder, { recursive: true }));

  it('needs no registry, and brings exactly the tree of the lock file', async () => {
    const args = ['install', '--omit=dev', '--offline', `--cache=${join(folder, 'cache')}`];
    await run(npm, [...args, '--no-audit', '--no-fund', `--prefix=${folder}`, tarball], {
      cwd: folder,
    });
    const lock = asRecord(JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')));
    const own = `node_modules/${MODULE}/`;
    const installed = Object.entries(asRecord(lock['packages'])).flatMap(([path, entry]) =>
      path.startsWith(own)
        ? [`${path.slice(own.length)}@${String(asRecord(entry)['version'])}`]
        : [],
    );
    assert.deepEqual(
      installed.toSorted(),
      lockedPackages()
        .map(({ path, version }) => `${path}@${version}`)
        .toSorted(),
    );
  });

  it('is what its bill of materials says, with a digest of each package', async () => {
    const { metadata, components, dependencies } = await billOfMaterials(npm, tarball);
    const named = components.map(
      ({ group, name, version }) => `${group === undefined ? '' : `${group}/`}${name}@${version}`,
    );
    assert.deepEqual(named.toSorted(), locked.toSorted());
    for (const { 'bom-ref': ref, hashes } of [metadata.component, ...components]) {
      assert.equal(hashes?.[0]?.alg, 'SHA-512', ref);
    }
    const refs = new Set([metadata.component, ...components].map((each) => each['bom-ref']));
    for (const { ref, dependsOn = [] } of dependencies) {
      for (const each of [ref, ...dependsOn]) assert(refs.has(each), each);
    }
  });
});
