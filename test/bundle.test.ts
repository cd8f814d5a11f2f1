import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../scripts/support/project-root';

const BUNDLE = join(projectRoot, 'dist/inode.js');

const LOADED = `
require(process.argv[1]);
process.stdout.write(JSON.stringify(Object.keys(require.cache)));
`;

describe('the script of the package', () => {
  it('is strict outside of its sources, too, where the bundler puts their functions', () => {
    assert.equal(readFileSync(BUNDLE, 'latin1').slice(0, 13), "'use strict';");
  });

  it('loads no package before it is used', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', LOADED, BUNDLE]);
    assert.deepEqual(JSON.parse(stdout), [BUNDLE]);
  });
});
