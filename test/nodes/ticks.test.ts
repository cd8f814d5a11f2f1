import assert from 'node:assert/strict';
import helper from 'node-red-node-test-helper';
import type { ListMode } from '../../nodes/settings';
import { pause, until } from '../support/clock';
import { assertBrokenOff, assertSent } from './support/failure';
import { type FlowNode, inodeRequest, links, OUT, onTab } from './support/flow-nodes';
import { type OpenAnswer, startOpenAnswer } from './support/open-answer';
import { payloadOf } from './support/parts';
import { useTestBed } from './support/test-bed';
import { Backlog, tickProvider } from './support/tick-provider';

const ITEMS = [1, 2, 3, 4, 5].map((id) => ({ id }));
/** Three pages. */
const LONG = Array.from({ length: 3_000 }, (_, id) => ({ id, name: 'x'.repeat(100) }));
const PROVIDER = onTab({ id: 'provider', type: 'provider', wires: [['out']] });
/** Sends a tick back to the node that a list comes from. */
const BACK = onTab({ id: 'back', type: 'change', rules: [], wires: [['links']] });

describe('a list that is sent to a node which gives ticks', () => {
  const bed = useTestBed();
  let service: OpenAnswer;
  let backlog: Backlog;
  beforeEach(async () => {
    service = await startOpenAnswer();
    backlog = new Backlog();
  });
  afterEach(() => service.close());

  const deploy = (nodes: readonly FlowNode[]) =>
    bed.deploy(nodes, {
      account: { baseUrl: service.baseUrl, auth: 'token' },
      prepare: tickProvider(backlog),
    });

  async function answer(items: readonly unknown[] = ITEMS): Promise<void> {
    await service.write(JSON.stringify(items));
    service.end();
  }

  /** Works off what comes, one after the other, until so many have come. */
  async function workOff(count: number): Promise<void> {
    for (let done = 0; done < count; done++) {
      await until(() => backlog.length > 0, `message ${done + 1} comes`);
      await pause(5);
      backlog.work();
    }
  }

  const direct = (settings: { mode: ListMode }) => links({ ...settings, wires: [['provider']] });

  it('sends item by item, each when the one before has been processed', async () => {
    await deploy([direct({ mode: 'items' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer();
    await workOff(ITEMS.length);
    assert.deepEqual(assertSent(await outcome).map(payloadOf), ITEMS);
    assert.equal(backlog.most, 1);
  });

  it('leaves page by page', async () => {
    await deploy([direct({ mode: 'pages' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer(LONG);
    await workOff(3);
    assert.equal(assertSent(await outcome).length, 3);
    assert.equal(backlog.most, 1);
  });

  it('leaves item by item from inode-request, too', async () => {
    const wires = [['provider']];
    await deploy([inodeRequest({ mode: 'items', path: 'v2/anything/', wires }), PROVIDER]);
    const outcome = bed.trigger('request');
    await answer();
    await workOff(ITEMS.length);
    assert.deepEqual(assertSent(await outcome).map(payloadOf), ITEMS);
    assert.equal(backlog.most, 1);
  });

  it('leaves line by line where it is a text', async () => {
    const settings = { mode: 'items', answer: 'text', path: 'v2/anything/' } as const;
    await deploy([inodeRequest({ ...settings, wires: [['provider']] }), PROVIDER]);
    const outcome = bed.trigger('request');
    await service.write('a\nb\nc');
    service.end();
    await workOff(3);
    assert.deepEqual(assertSent(await outcome).map(payloadOf), ['a', 'b', 'c']);
    assert.equal(backlog.most, 1);
  });

  it('leaves in one message without any tick, and a tick means nothing then', async () => {
    await deploy([direct({ mode: 'list' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer();
    assertSent(await outcome);
    assert.equal(Reflect.get(helper.getNode('links'), 'tickConsumer'), undefined);
    await workOff(1);
    await pause();
    assert.equal(service.requests, 1, 'a tick that nobody waits for triggers nothing');
  });

  it('is found again after a deploy that leaves the node as it is', async () => {
    const nodes = [direct({ mode: 'items' }), PROVIDER];
    const options = { account: { baseUrl: service.baseUrl, auth: 'token' } };
    await deploy(nodes);
    const before = helper.getNode('links');
    await bed.redeploy([...nodes, onTab({ id: 'other', type: 'helper' })], options);
    assert.equal(helper.getNode('links'), before);
    const outcome = bed.trigger('links');
    await answer();
    await workOff(ITEMS.length);
    assertSent(await outcome);
    assert.equal(backlog.most, 1);
  });

  it('continues after a message that the other node has failed with', async () => {
    await deploy([direct({ mode: 'items' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer();
    await until(() => backlog.length === 1, 'the first one comes');
    backlog.work(new Error('duplicate key'));
    await workOff(ITEMS.length - 1);
    assert.equal(assertSent(await outcome).length, ITEMS.length);
    assert.equal(backlog.most, 1);
  });

  it('takes no time that counts in the time-out', async () => {
    await deploy([direct({ mode: 'pages' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer(LONG);
    await workOff(1);
    await until(() => backlog.length === 1, 'the second page comes');
    // Longer than the time-out, and shorter than a flow may take for a message.
    bed.clock.tick(500_000);
    await workOff(2);
    assert.equal(assertSent(await outcome).length, 3);
  });

  it('ends where the flow asks for nothing more', async () => {
    await deploy([direct({ mode: 'items' }), PROVIDER]);
    const outcome = bed.trigger('links');
    await answer();
    await workOff(1);
    await until(() => backlog.length === 1, 'the second one comes');
    bed.clock.tick(600_000);
    assert.equal(assertBrokenOff(await outcome, 'NO_TICK').length, 2);
  });

  it('stops immediately with the flow', async () => {
    await deploy([direct({ mode: 'items' }), PROVIDER]);
    bed.journal.start('links');
    await answer();
    await until(() => backlog.length === 1, 'the first one comes');
    await bed.stop();
    await pause();
    assert.equal(backlog.received, 1);
  });

  it('takes the ticks that a flow makes itself behind such a node', async () => {
    const tick = { t: 'set', p: 'tick', pt: 'msg', to: 'true', tot: 'bool' };
    await deploy([
      links({ mode: 'items', wires: [['link-out']] }),
      onTab({ id: 'link-out', type: 'link out', mode: 'link', links: ['link-in'] }),
      onTab({ id: 'link-in', type: 'link in', links: ['link-out'], wires: [['provider']] }),
      { ...PROVIDER, wires: [['back', OUT.id]] },
      { ...BACK, rules: [tick] },
    ]);
    const outcome = bed.trigger('links');
    await answer();
    await workOff(ITEMS.length);
    assert.deepEqual(assertSent(await outcome).map(payloadOf), ITEMS);
    assert.equal(backlog.most, 1);
  });

  it('waits for the first tick of all for ten seconds only', async () => {
    await deploy([direct({ mode: 'items' }), PROVIDER]);
    backlog.isSilent = true;
    const outcome = bed.trigger('links');
    await answer();
    await until(() => backlog.length === 1, 'the first one comes');
    await pause();
    assert.equal(backlog.length, 1);
    bed.clock.tick(10_000);
    assert.equal(assertSent(await outcome).length, ITEMS.length);
    await until(() => backlog.length === ITEMS.length, 'all come');
  });

  it('does not wait where another node gets the ticks', async () => {
    await deploy([
      links({ id: 'first', mode: 'items', wires: [['provider']] }),
      direct({ mode: 'items' }),
      PROVIDER,
    ]);
    const outcome = bed.trigger('links');
    await answer();
    assert.equal(assertSent(await outcome).length, ITEMS.length);
  });

  it('shares its answer with nobody', async () => {
    await deploy([direct({ mode: 'items' }), links({ id: 'other', mode: 'list' }), PROVIDER]);
    bed.journal.start('links');
    bed.journal.start('other');
    await until(() => service.requests === 2, 'each asks for itself');
    await bed.stop();
  });
});
