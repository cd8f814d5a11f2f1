import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { loadEarly } from '../../nodes/lib/account/load-early';
import { projectRoot } from '../../scripts/support/project-root';

/** In a process of its own, because this one has loaded all of it. */
const SCRIPT = `
const { EventEmitter } = require('node:events');
const { loadEarly } = require(process.argv[1]);
const isLoaded = () => Object.keys(require.cache).some((path) => /node_modules.axios./.test(path));
const seen = [isLoaded()];
const [events, account] = [new EventEmitter(), new EventEmitter()];
loadEarly({ events }, account);
events.emit('flows:started');
seen.push(isLoaded(), events.listenerCount('flows:started'));
const waiting = setInterval(() => {
  if (!isLoaded()) return;
  clearInterval(waiting);
  process.stdout.write(JSON.stringify([...seen, true]));
}, 20);
`;

describe('the HTTP client of an account', () => {
  it('is loaded behind the start of the flows', async () => {
    const module = join(projectRoot, '.build/nodes/lib/account/load-early.js');
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', SCRIPT, module]);
    assert.deepEqual(JSON.parse(stdout), [false, false, 0, true]);
  });

  it('is waited for by one listener, of however many accounts', () => {
    const events = new EventEmitter();
    for (let account = 0; account < 12; account++) loadEarly({ events }, { on: () => undefined });
    assert.equal(events.listenerCount('flows:started'), 1);
  });
});
