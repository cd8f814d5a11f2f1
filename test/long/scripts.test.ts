import assert from 'node:assert/strict';
import { runScript } from './run-script';

/** More than a slow machine needs; the scripts have a limit of their own below it. */
const LIMIT = 70_000;

describe('a short run of the scripts', () => {
  it('npm run soak: 300 polls with random faults lose no message and leave no timer or socket', async () => {
    const { code, output } = await runScript('soak', '300');
    assert.equal(code, 0, output);
    assert.match(output, /^messages in 300, /m);
  }).timeout(LIMIT);

  it('npm run redeploys: 25 deploys under load leave no timer or socket, and closed nodes send nothing', async () => {
    const { code, output } = await runScript('redeploys', '25');
    assert.equal(code, 0, output);
    assert.match(output, /^25 deploys, \d+ nodes closed, \d+ messages, /m);
  }).timeout(LIMIT);
});
