import assert from 'node:assert/strict';
import type { ListMode } from '../../nodes/settings';
import { passTime, pause, until } from '../support/clock';
import { longestBurst } from '../support/passes-during';
import { assertBrokenOff, assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, devices, JOIN, links } from './support/flow-nodes';
import { type OpenAnswer, startOpenAnswer } from './support/open-answer';
import { partsOf, payloadOf } from './support/parts';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

/** Long enough for several batches, short enough to arrive without being read. */
const ITEMS = Array.from({ length: 3_000 }, (_, id) => ({ id, name: 'x'.repeat(100) }));
const [FIRST, SECOND] = [ITEMS.slice(0, 2_000), ITEMS.slice(2_000)].map((items) =>
  JSON.stringify(items).slice(1, -1),
);

describe('a list of which the first half has arrived', () => {
  const bed = useTestBed();
  let service: OpenAnswer;
  beforeEach(async () => {
    service = await startOpenAnswer();
  });
  afterEach(() => service.close());

  function deploy(mode: ListMode): Promise<void> {
    return bed.deploy([links({ mode, wires: [['join']] }), JOIN, CATCH, CAUGHT], {
      account: { baseUrl: service.baseUrl, auth: 'token' },
    });
  }

  /** Deploys a node of this mode, triggers it, and answers with half of a list. */
  async function begin(mode: ListMode, opening = '[') {
    await deploy(mode);
    const outcome = bed.trigger('links', { topic: 'now', payload: 'old' });
    await service.write(`${opening}${FIRST},`);
    // In an object: a promise that a promise is fulfilled with would be waited for.
    return { outcome };
  }
  const sent = () => bed.journal.sentBy('links');

  it('is sent item by item, and ends with the count that the join node waits for', async () => {
    const { outcome } = await begin('items');
    await until(() => sent() > 1_000, 'items are sent');
    await service.write(`${SECOND}]`);
    service.end();
    const messages = assertSent(await outcome);
    assert.deepEqual(messages.map(payloadOf), ITEMS);
    assert.deepEqual(
      partsOf(messages),
      ITEMS.map((_, index) => ({
        type: 'array',
        ...(index === ITEMS.length - 1 && { count: ITEMS.length }),
        index,
        len: 1,
      })),
    );
    const infos = messages.map(({ inode }) => Object(inode));
    assert(infos.slice(0, -1).every((info) => Object.keys(info).join() === 'resource'));
    assert.equal(infos.at(-1).count, ITEMS.length);
    const [joined] = await bed.journal.receives('out', 1);
    assert.deepEqual(joined?.payload, ITEMS);
  });

  it('is sent in pages of a thousand items', async () => {
    const { outcome } = await begin('pages');
    await pause(50);
    // Until then, the rest might still have come, and made it a short list.
    bed.clock.tick(50);
    await until(() => sent() === 1, 'a page is sent');
    await service.write(`${SECOND}]`);
    service.end();
    const messages = assertSent(await outcome);
    assert.deepEqual(
      messages.map(payloadOf),
      [0, 1, 2].map((page) => ITEMS.slice(page * 1_000, (page + 1) * 1_000)),
    );
    assert.deepEqual(
      messages.map(({ parts }) => Object(parts).count),
      [undefined, undefined, 3],
    );
  });

  it('is sent as far as it is there, however short, when no more comes', async () => {
    await deploy('items');
    const outcome = bed.trigger('links');
    await service.write('[{"id":1},{"id":2},{"id":3},{"id"');
    await pause(50);
    assert.equal(sent(), 0);
    bed.clock.tick(50);
    // One is kept back until it is known whether it is the last one.
    await until(() => sent() === 2, 'what is there is sent');
    await service.write(':4}]');
    service.end();
    assert.deepEqual(
      assertSent(await outcome).map(payloadOf),
      [1, 2, 3, 4].map((id) => ({ id })),
    );
  });

  it('waits for the other half where it is to be sent as one message', async () => {
    const { outcome } = await begin('list');
    await pause(50);
    assert.equal(sent(), 0);
    await service.write(`${SECOND}]`);
    service.end();
    const [message] = assertSent(await outcome);
    assert.deepEqual(message?.payload, ITEMS);
  });

  for (const [what, finish, code] of [
    ['the connection breaks', () => service.reset(), 'ANSWER_INCOMPLETE'],
    ['the answer ends', () => service.end(), 'ANSWER_INVALID'],
  ] as const) {
    it(`never passes for complete where ${what} then, and is not asked for again`, async () => {
      const { outcome } = await begin('items');
      await until(() => sent() > 1_000, 'items are sent');
      finish();
      const messages = assertBrokenOff(await outcome, code);
      assert.deepEqual(messages.map(payloadOf), ITEMS.slice(0, messages.length));
      await pause();
      assert.equal(service.requests, 1);
      assert.match(bed.observer.statusesOf('links').at(-1) ?? '', /^red ring/);
      const [caught] = await bed.journal.receives('caught', 1);
      assert.equal(Object(caught?.error).code, code);
      assert.deepEqual([caught?.topic, caught?.payload, caught?.parts], ['now', 'old', undefined]);
      assert.deepEqual(bed.journal.received('out'), [], 'it is joined');
    });
  }

  it('is asked for again where it breaks off before anything was sent', async () => {
    const { outcome } = await begin('list');
    service.reset();
    await passTime(
      bed.clock,
      until(() => service.requests === 2, 'the second request'),
    );
    await service.write(JSON.stringify(ITEMS));
    service.end();
    const [message] = assertSent(await outcome);
    assert.deepEqual(message?.payload, ITEMS);
    assert.equal(Object(message?.inode).requests, 2);
  });

  it('goes no further when the flow is stopped', async () => {
    await deploy('items');
    bed.journal.start('links');
    await service.write(`[${FIRST},`);
    await until(() => sent() > 100, 'items are sent');
    await bed.stop();
    const before = sent();
    await pause();
    assert.equal(sent(), before);
    assert.equal(bed.journal.completedBy('links'), 0);
  });

  it('takes as long as the flow needs for it', async () => {
    const { outcome } = await begin('items');
    await until(() => sent() > 100, 'items are sent');
    assert(sent() < 1_500);
    bed.clock.tick(3_600_000);
    await service.write(`${SECOND}]`);
    service.end();
    assert.equal(assertSent(await outcome).length, ITEMS.length);
  });

  it('of a page is no page yet', async () => {
    const { outcome } = await begin('pages', '{"next":null,"results":[');
    await pause(50);
    assert.equal(sent(), 0);
    service.end();
    assertFailed(await outcome, 'ANSWER_INVALID');
  });
});

describe('a list of 5,000 devices', () => {
  const bed = useTestBed({ devices: 5_000 });

  for (const mode of ['items', 'pages'] as const) {
    it(`in ${mode} is rebuilt by the core join node`, async () => {
      await bed.deploy([devices({ mode, wires: [['join']] }), JOIN]);
      bed.journal.start('devices');
      const [joined] = await bed.journal.receives('out', 1);
      assert.deepEqual(joined?.payload, await servedList(bed.simulator, 'devices'));
    });
  }

  it('is what the service sent, in one message too', async () => {
    await bed.deploy([devices()]);
    const [message] = assertSent(await bed.trigger('devices'));
    assert.deepEqual(message?.payload, await servedList(bed.simulator, 'devices'));
  });

  it('lets the event loop run between a few messages and the next ones', async () => {
    await bed.deploy([devices({ mode: 'items' })]);
    const burst = await longestBurst(
      () => bed.journal.sentBy('devices'),
      async () => assertSent(await bed.trigger('devices')),
    );
    assert.equal(bed.journal.sentBy('devices'), 5_000);
    assert(burst <= 16, `${burst} messages at once`);
  });
});
