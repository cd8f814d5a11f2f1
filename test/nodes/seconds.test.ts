import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

describe('the seconds that a status counts', () => {
  it('do not keep the process from ending', () => {
    const file = JSON.stringify(path.resolve('.build/nodes/lib/seconds.js'));
    const code = `const { Seconds } = require(${file}); new Seconds().start(() => process.exit(1));`;
    assert.equal(spawnSync(process.execPath, ['-e', code]).status, 0);
  });
});
