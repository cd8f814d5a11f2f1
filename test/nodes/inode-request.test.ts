import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { InodeRequestSettings } from '../../nodes/settings';
import { doneStatus } from './support/done-status';
import { assertFailed, assertSent } from './support/failure';
import { inodeRequest, JOIN, links } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { partsOf, payloadOf } from './support/parts';
import { testRequests } from './support/request-suite';
import { servedList, servedText } from './support/served';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

const LINKS = 'v1/links/';

describe('an iNode request', () => {
  const bed = useTestBed({ links: 25, pageSize: 10 });
  const deploy = (settings: Partial<InodeRequestSettings> = {}): Promise<void> =>
    bed.deploy([inodeRequest({ path: LINKS, ...settings })]);

  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Partial<InodeRequestSettings>, message?: NodeMessage) {
    await deploy(settings);
    return assertSent(await bed.trigger('request', message));
  }

  const searches = (): string[] =>
    bed.simulator.requests.filter(({ method }) => method === 'GET').map(({ search }) => search);

  it('sends the answer on as it is, and reports how it came', async () => {
    await deploy();
    const message = await onlyMessage(bed, 'request', { topic: 'kept' });
    assert.deepEqual(message.payload, JSON.parse(await servedText(bed.simulator, LINKS)));
    assert.equal(message.topic, 'kept');
    assert.equal(Object(message).statusCode, 200);
    assert.deepEqual(message.inode, {
      method: 'GET',
      path: LINKS,
      requestedAt: '2026-03-02T12:00:00.000Z',
      fetchedAt: '2026-03-02T12:00:00.000Z',
      durationMs: 0,
      requests: 1,
      serviceTime: '2026-03-02T12:00:00.000Z',
    });
    assert.equal(bed.observer.statusesOf('request').at(-1), doneStatus('done'));
  });

  it('shares the sign-in of the account with the other nodes', async () => {
    await bed.deploy([inodeRequest({ path: LINKS }), links()]);
    for (const outcome of [bed.trigger('request'), bed.trigger('links')]) {
      assertSent(await outcome);
    }
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200']);
  });

  it('has nothing for a payload where the answer is empty', async () => {
    bed.simulator.faults.add({
      on: { method: 'DELETE' },
      fault: { kind: 'answer', status: 204, body: '' },
    });
    await deploy({ method: 'DELETE', path: `${LINKS}501/` });
    const message = await onlyMessage(bed, 'request', { payload: 'before' });
    assert.equal(message.payload, undefined);
    assert.equal(Object(message).statusCode, 204);
  });

  it('is the same for a node that was saved before it had a mode', async () => {
    const { mode: _, ...saved } = { mode: '', ...inodeRequest({ path: LINKS }) };
    await bed.deploy([saved]);
    assert.equal(Object((await onlyMessage(bed, 'request')).payload).count, 25);
  });

  describe('follows a list to its end', () => {
    const PAGES = ['', 'page=2', 'page=3'];

    it('as one message', async () => {
      const [message, ...others] = await ask({ mode: 'list' }, { topic: 'kept' });
      assert.deepEqual(others, []);
      assert.deepEqual(searches(), PAGES);
      assert.deepEqual(message?.payload, await servedList(bed.simulator, 'links'));
      assert.deepEqual(message?.inode, {
        method: 'GET',
        path: LINKS,
        count: 25,
        total: 25,
        requestedAt: '2026-03-02T12:00:00.000Z',
        fetchedAt: '2026-03-02T12:00:00.000Z',
        durationMs: 0,
        requests: 3,
        serviceTime: '2026-03-02T12:00:00.000Z',
      });
      assert.equal(bed.observer.statusesOf('request').at(-1), doneStatus('25 items'));
    });

    it('as a message for each item', async () => {
      const sent = await ask({ mode: 'items' });
      assert.deepEqual(sent.map(payloadOf), await servedList(bed.simulator, 'links'));
      assert.deepEqual(
        partsOf(sent).map((parts) => Object(parts).index),
        sent.map((_, index) => index),
      );
      assert.equal(Object(sent.at(-1)?.parts).count, 25);
    });

    it('as a message for each page, of which a join node makes the list', async () => {
      await bed.deploy([inodeRequest({ path: LINKS, mode: 'pages', wires: [['join']] }), JOIN]);
      const sent = assertSent(await bed.trigger('request'));
      assert.deepEqual(
        sent.map((message) => Object(message.payload).length),
        [10, 10, 5],
      );
      const [joined] = await bed.journal.receives('out', 1);
      assert.deepEqual(joined?.payload, await servedList(bed.simulator, 'links'));
    });

    it('where the message names it', async () => {
      const [message] = await ask(
        { mode: 'list', path: 'elsewhere/' },
        { path: 'v1/devices/?page_size=5', query: { id: 101 } },
      );
      assert.deepEqual(searches(), ['page_size=5&id=101']);
      assert.equal(Object(message?.payload)[0].id, 101);
    });

    it('where it is a bare array', async () => {
      const [message] = await ask({ mode: 'list', path: `${LINKS}?no_pagination` });
      assert.equal(Object(message?.payload).length, 25);
      assert.equal(searches().length, 1);
    });
  });

  it('fails where the answer is not a list', async () => {
    const body = JSON.stringify({ detail: 'one thing' });
    bed.simulator.faults.add({
      on: { method: 'GET' },
      fault: { kind: 'answer', status: 200, body },
    });
    await deploy({ mode: 'list' });
    assertFailed(await bed.trigger('request'), 'ANSWER_INVALID');
  });

  it('is not sent as a list by another method than GET', async () => {
    await deploy({ mode: 'items' });
    const { message } = assertFailed(
      await bed.trigger('request', { method: 'POST' }),
      'REQUEST_INVALID',
    );
    assert.match(message, /Only the answer to GET can be sent on as a list/);
    assert.equal(bed.simulator.requests.length, 0);
  });

  testRequests({
    bed,
    deploy,
    path: LINKS,
    serverPath: `/api/${LINKS}`,
    otherPath: 'rdp/data/echo',
  });
});
