import assert from 'node:assert/strict';
import { type FlowNode, onTab } from '../../scripts/support/flow-node';
import type { Report } from './support/protocol';
import { listOf, type Scripted, Service } from './support/service';
import { SmallNodeRed } from './support/small-node-red';

/** 3 MB. */
const LIST = listOf(8_500);

describe('a Node-RED with a small heap', function () {
  this.timeout(600_000);

  let service: Service;
  let nodeRed: SmallNodeRed;
  afterEach(async () => {
    await nodeRed.close();
    await service.close();
  });

  /** Starts a Node-RED with an account of a service that gives these answers. */
  async function start(
    heap: number,
    nodes: readonly FlowNode[],
    answer: (url: URL) => Scripted,
    account: object = { auth: 'token', credentials: { token: 'token' } },
  ): Promise<void> {
    service = await Service.start(answer);
    const { baseUrl } = service;
    nodeRed = await SmallNodeRed.start(heap, [
      { id: 'account', type: 'inode-config', baseUrl, ...account },
      ...nodes,
    ]);
  }

  const links = (id: string, settings: object = {}): FlowNode =>
    onTab({ id, type: 'inode-links', server: 'account', wires: [['out']], ...settings });

  function assertInOrder({ left }: Report): void {
    for (const numbers of Object.values(left)) {
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
    }
  }

  for (const heap of [256, 512]) {
    it(`of ${heap} MB outlives triggers that are faster than the service, of one list`, async () => {
      await start(heap, [links('links')], () => ({ body: LIST, delay: 3_000 }));
      const order = { ids: ['links'], count: 200, interval: 10, areDifferent: false };
      const report = await nodeRed.work(order);
      assert.deepEqual(report.ends, { sent: 200 });
      assertInOrder(report);
      assert(service.requests < 20, `${service.requests} requests`);
    });

    it(`of ${heap} MB outlives triggers that are faster than the service, of many lists`, async () => {
      let request = 0;
      const answer = () => ({ body: LIST, delay: 200 * (request++ % 7) });
      await start(heap, [links('links')], answer);
      const order = { ids: ['links'], count: 60, interval: 10, areDifferent: true };
      const report = await nodeRed.work(order);
      assert.deepEqual(report.ends, { sent: 60 });
      assertInOrder(report);
    });
  }

  it('of 512 MB outlives ten triggers a second where the service takes 15 s for a list of 3 MB', async () => {
    await start(512, [links('links')], () => ({ body: LIST, delay: 15_000 }));
    const order = { ids: ['links'], count: 200, interval: 100, areDifferent: false };
    const report = await nodeRed.work(order);
    assert.deepEqual(report.ends, { sent: 200 });
    assertInOrder(report);
  });

  it('of 256 MB ends triggers for many lists as BUSY that have waited for four time-outs', async () => {
    const account = { auth: 'token', credentials: { token: 'token' }, timeout: 4 };
    await start(256, [links('links')], () => ({ body: listOf(1), delay: 1_500 }), account);
    const order = { ids: ['links'], count: 100, interval: 1, areDifferent: true };
    const { sent = 0, BUSY = 0, ...others } = (await nodeRed.work(order)).ends;
    assert.deepEqual([others, sent + BUSY, sent > 0, BUSY > 0], [{}, 100, true, true]);
  });

  it('of 512 MB outlives 120 nodes that read a list of 15,000 items on one inject', async () => {
    const ids = Array.from({ length: 120 }, (_, index) => `links${index}`);
    const body = listOf(15_000);
    await start(
      512,
      ids.map((id) => links(id)),
      () => ({ body }),
    );
    const report = await nodeRed.work({ ids, count: 1, interval: 0, areDifferent: false });
    assert.deepEqual([report.ends, report.lengths], [{ sent: 120 }, [15_000]]);
    assert.equal(service.requests, 1);
  });

  it('of 256 MB refuses a list of 240 MB as one message, and sends it as items', async () => {
    const part = listOf(17_500).subarray(1, -1);
    const comma = Buffer.from(',');
    const parts = Array.from({ length: 40 }, () => [part, comma])
      .flat()
      .slice(0, -1);
    const body = Buffer.concat([Buffer.from('['), ...parts, Buffer.from(']')]);
    assert(body.length > 240e6, `${body.length}`);
    await start(256, [links('list'), links('each', { mode: 'items' })], () => ({ body }));
    const order = { count: 1, interval: 0, areDifferent: false };
    const refused = await nodeRed.work({ ...order, ids: ['list'] });
    assert.deepEqual(refused.ends, { BODY_TOO_LARGE: 1 });
    const { ends } = await nodeRed.work({ ...order, ids: ['each'] });
    assert.deepEqual(ends, { BODY_TOO_LARGE: 1, sent: 1 });
  });

  it('of 256 MB refuses a list of endless pages as one message', async () => {
    const items = listOf(3_000);
    const page = (url: URL): Buffer => {
      const next = `?page=${1 + Number(url.searchParams.get('page'))}`;
      return Buffer.concat([Buffer.from(`{"next":"${next}","results":`), items, Buffer.from('}')]);
    };
    await start(256, [links('node')], (url) => ({ body: page(url) }));
    const order = { ids: ['node'], count: 1, interval: 0, areDifferent: false };
    assert.deepEqual((await nodeRed.work(order)).ends, { BODY_TOO_LARGE: 1 });
  });
});
