import { once } from 'node:events';
import { createServer } from 'node:http';
import { pipeline, Readable } from 'node:stream';

/** Items that are written at a time. */
const PART = 100;

/** A service with one long list, which it writes no faster than it is read. */
export interface LongList {
  readonly baseUrl: string;
  /** Items that have been written. */
  readonly written: number;
  close(): Promise<void>;
}

export async function serveLongList(items: number): Promise<LongList> {
  let written = 0;
  const parts = function* (): Generator<string> {
    for (let id = 0; id < items; id += PART) {
      const length = Math.min(PART, items - id);
      const part = Array.from({ length }, (_, index) => itemOf(id + index)).join(',');
      written = id + length;
      yield id === 0 ? `[${part}` : `,${part}`;
    }
    yield ']';
  };
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    pipeline(Readable.from(parts()), answer, () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    baseUrl: `http://127.0.0.1:${address.port}/api/`,
    get written() {
      return written;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** About as long as a link of the service. */
function itemOf(id: number): string {
  return JSON.stringify({ id, name: `Link ${id}`, status: 'Collecting', note: 'x'.repeat(250) });
}
