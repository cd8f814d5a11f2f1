import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { freePort } from '../scripts/support/free-port';
import { type Listening, listen } from './support/listen';

describe('a free port', () => {
  let taken: Listening;
  beforeEach(async () => {
    taken = await listen(createServer());
  });
  afterEach(() => taken.close());

  it('is not one that a system gives to whoever does not ask for one', async () => {
    const port = await freePort();
    assert(port >= 20_000 && port < 32_768, String(port));
  });

  it('is the preferred one where nobody has it', async () => {
    const preferred = await freePort();
    assert.equal(await freePort(preferred), preferred);
  });

  it('is another one where somebody has it', async () => {
    const port = await freePort(taken.port);
    assert(port >= 20_000 && port < 32_768, String(port));
  });
});
