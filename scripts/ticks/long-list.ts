import { createServer } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { listen } from '../../test/support/listen';

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
  const listening = await listen(server);
  return {
    baseUrl: `${listening.origin}/api/`,
    get written() {
      return written;
    },
    close: () => listening.close(),
  };
}

/** About as long as a link of the service. */
function itemOf(id: number): string {
  return JSON.stringify({ id, name: `Link ${id}`, status: 'Collecting', note: 'x'.repeat(250) });
}
