import assert from 'node:assert/strict';
import { startNode } from '../../bench/contenders';
import { startServer } from '../../bench/server';

/** What 2,000 devices take in the heap; half of it is more than everything else in a poll. */
const LIST_BYTES = 850_000;

describe('what polls leave behind', () => {
  for (const mode of ['list', 'pages'] as const) {
    it(`is no list in the mode ${mode}: collecting the young garbage of V8 is enough`, async () => {
      const server = await startServer();
      const node = await startNode(mode, { baseUrl: server.baseUrl(2_000), nodes: 1 });
      try {
        const bytes = Number(await node.ask('leftovers'));
        assert(bytes < LIST_BYTES / 2, `${bytes} bytes a poll`);
      } finally {
        await node.close();
        await server.close();
      }
    });
  }
});
