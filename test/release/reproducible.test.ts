import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findInstallation } from '../../scripts/support/installation';
import { run } from '../../scripts/support/run';
import { useFolder } from '../support/use-folder';

/** The sources, as a clone of the repository has them. */
function sources(): string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  return execFileSync('git', list, { encoding: 'utf8' }).split('\0').filter(Boolean);
}

describe('the package, built in two folders', function () {
  this.timeout(1_800_000);
  const inFolder = useFolder();
  const { npm } = findInstallation('node-red');

  /** Copies the sources to a folder. */
  function cloneTo(name: string): void {
    for (const file of sources()) {
      mkdirSync(dirname(inFolder(name, file)), { recursive: true });
      cpSync(file, inFolder(name, file));
    }
  }

  /** Installs, builds and packs in a folder, as a release does. */
  async function packIn(name: string): Promise<Buffer> {
    const cwd = inFolder(name);
    await run(
      npm,
      ['ci', '--include=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'],
      { cwd },
    );
    const output = await run(npm, ['pack', '--json'], { cwd });
    const [{ filename }] = JSON.parse(output.slice(output.indexOf('[\n')));
    return readFileSync(inFolder(name, filename));
  }

  it('is the same, byte by byte', async () => {
    // All before the first is built, so that nobody changes a source in between.
    for (const name of ['one', 'a longer name']) cloneTo(name);
    const [one, other] = [await packIn('one'), await packIn('a longer name')];
    assert(one.equals(other), `${one.length} and ${other.length} bytes`);
  });
});
