import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { AdminApi } from '../scripts/support/admin-api';
import { listen } from './support/listen';

describe('calls of the admin API', () => {
  it('use no connection twice: Node-RED may just be closing one that was kept', async () => {
    const seen: unknown[] = [];
    const server = createServer(({ headers }, answer) => {
      seen.push(headers.connection);
      answer.end('[]');
    });
    const nodeRed = await listen(server);
    try {
      const api = new AdminApi(`${nodeRed.origin}/`);
      await api.inject('inject');
      await api.flows();
      assert.deepEqual(seen, ['close', 'close']);
    } finally {
      await nodeRed.close();
    }
  });
});
