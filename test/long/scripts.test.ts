import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { findMosquitto } from '../../scripts/support/mosquitto';
import { skipWithout } from '../support/needs';
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

  it('npm run ticks: 500 items to a slow node come one by one, and none is lost', async () => {
    const { code, output } = await runScript('ticks', '500');
    assert.equal(code, 0, output);
    assert.match(output, /^items taken: 500, in their order; at a time: 1$/m);
  }).timeout(LIMIT);

  it('npm run small-box: three minutes on one core with 256 MB hold nobody up', async function () {
    if (findMosquitto() === undefined || spawnSync('taskset', ['--version']).error) {
      skipWithout(this, 'mosquitto', 'util-linux');
    }
    const { code, output } = await runScript('small-box', '3');
    assert.equal(code, 0, output);
    assert.match(output, /^5000 links and 5000 devices each minute, /m);
  }).timeout(LIMIT);
});
