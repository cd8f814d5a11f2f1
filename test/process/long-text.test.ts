import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';
import { type Listening, listen } from '../support/listen';
import { SmallNodeRed } from './support/small-node-red';

/**
 * Megabytes of the text, and of the memory that it may take beside that of a Node-RED that has just
 * been asked something. Node.js 22 frees buffers later: only with more text it shows that nothing is kept.
 */
const [MEGABYTES, MOST] =
  Number(process.versions.node.split('.')[0]) < 22 ? ([200, 64] as const) : ([800, 240] as const);

/** A megabyte of complete lines, with line breaks in quotes. */
const BLOCK = Buffer.from(
  Array.from({ length: 2 ** 14 }, (_, row) => {
    const number = String(row).padStart(6, '0');
    return `${number},"Main Street,\n""exit"" ${number}",61.5,47.25,ok,é\r\n`.padStart(63, '0');
  }).join(''),
);

/** A CSV of this many megabytes, written as fast as it is read. */
function csv(megabytes: number): Readable {
  return Readable.from(
    (function* () {
      for (let bytes = 0; bytes < megabytes * 2 ** 20; bytes += BLOCK.length) yield BLOCK;
    })(),
  );
}

describe(`a text of ${MEGABYTES} MB`, function () {
  this.timeout(600_000);

  let service: Listening;
  let nodeRed: SmallNodeRed;
  afterEach(async () => {
    await nodeRed.close();
    await service.close();
  });

  for (const type of ['text/csv', 'application/gzip']) {
    it(`goes through as parts of ${type} in less than ${MOST} MB, while other flows run`, async () => {
      service = await listen(
        createServer(({ url = '' }, answer) => {
          answer.writeHead(200, { 'content-type': type });
          csv(url.includes('seq=0') ? 1 : MEGABYTES).pipe(answer);
        }),
      );
      const baseUrl = `${service.origin}/api/`;
      const settings: Partial<FlowNode> = { path: 'export.csv', mode: 'pages', answer: 'auto' };
      nodeRed = await SmallNodeRed.start(512, [
        {
          id: 'account',
          type: 'inode-config',
          auth: 'token',
          baseUrl,
          credentials: { token: 'x' },
        },
        onTab({
          id: 'node',
          type: 'inode-request',
          server: 'account',
          wires: [['out']],
          ...settings,
        }),
      ]);
      const order = { ids: ['node'], count: 1, interval: 0, areDifferent: true };
      await nodeRed.work(order);
      const growth = await nodeRed.growthDuring(async () => {
        assert.deepEqual((await nodeRed.work(order)).ends, { sent: 2 });
      });
      assert(growth < MOST, `${growth} MB`);
    });
  }
});
