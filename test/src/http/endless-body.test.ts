import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { useSimulator } from '../../../simulator/test/support';
import { listRequest } from '../../support/list-request';
import { type Listening, listen } from '../../support/listen';
import { rejection } from '../../support/rejection';
import { useTransport } from '../../support/use-transport';
import { Watcher } from '../../support/watcher';

const MAX_GIGABYTES = 0.01;

const BLOCK = Buffer.from('{"id":1},'.repeat(2 ** 13));

describe('a body that never ends', () => {
  const simulator = useSimulator();
  const send = useTransport(MAX_GIGABYTES);
  let server: Listening;
  afterEach(() => server.close());

  for (const encoding of ['identity', 'gzip']) {
    it(`(${encoding}) is aborted once it is longer than any list`, async () => {
      const http = createServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': encoding });
        const body = Readable.from(endlessly(BLOCK));
        (encoding === 'gzip' ? body.pipe(createGzip({ level: 1 })) : body).pipe(response);
      });
      server = await listen(http);
      let bytes = 0;
      const outcome = send(
        listRequest(simulator.current, new Watcher(), {
          url: new URL(server.origin),
          async read({ body }) {
            for await (const chunk of body) bytes += chunk.length;
          },
        }),
      );
      const { code, facts } = await rejection(outcome);
      assert.deepEqual(
        [code, String(facts.reason)],
        ['PAGING_INVALID', `tooManyGigabytes(gigabytes: ${MAX_GIGABYTES})`],
      );
      assert(bytes > MAX_GIGABYTES * 2 ** 29, `${bytes}`);
    });
  }
});

function* endlessly(block: Buffer): Generator<Buffer> {
  for (;;) yield block;
}
