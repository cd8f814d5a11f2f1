import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { assertSent } from './support/failure';
import { links } from './support/flow-nodes';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';

const LINKS = { path: '/api/v1/links/' };
const NOT_MODIFIED = { ...LINKS, status: 304 };
const MINUTE = 60_000;

const unchanged = (message: NodeMessage | undefined): unknown => Object(message?.inode).unchanged;

describe('a list that the service gives a validator for', () => {
  const bed = useTestBed({ validators: true });

  it('is sent again without being fetched when it is as it was', async () => {
    await bed.deploy([links()]);
    const [first] = assertSent(await bed.trigger('links'));
    assert.equal(unchanged(first), undefined);
    const [second] = assertSent(await bed.trigger('links'));
    assert.equal(bed.simulator.count(NOT_MODIFIED), 1);
    assert.equal(unchanged(second), true);
    assert.deepEqual(second?.payload, await servedList(bed.simulator, 'links'));
  });

  it('is what the service sent, whatever flows did to it', async () => {
    await bed.deploy([links()]);
    for (let poll = 0; poll < 3; poll++) {
      const [message] = assertSent(await bed.trigger('links'));
      assert(Array.isArray(message?.payload));
      assert.deepEqual(message.payload, await servedList(bed.simulator, 'links'));
      for (const item of message.payload) Object.assign(Object(item), { name: 'spoilt' });
      message.payload.length = 1;
    }
    assert.equal(bed.simulator.count(NOT_MODIFIED), 2);
  });

  it('is fetched when it has changed', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    bed.clock.tick(10 * MINUTE);
    const [message] = assertSent(await bed.trigger('links'));
    assert.equal(unchanged(message), undefined);
    assert.deepEqual(message?.payload, await servedList(bed.simulator, 'links'));
    assert.equal(bed.simulator.count(NOT_MODIFIED), 0);
  });

  it('is sent item by item too, and says so where it is complete', async () => {
    await bed.deploy([links({ mode: 'items' })]);
    const before = assertSent(await bed.trigger('links'));
    const after = assertSent(await bed.trigger('links'));
    assert.deepEqual(
      after.map(({ payload }) => payload),
      before.map(({ payload }) => payload),
    );
    assert(after.every((message) => unchanged(message) === true));
    assert.equal(bed.simulator.count(NOT_MODIFIED), 1);
  });

  it('is unchanged only where all of its pages are', async () => {
    await bed.deploy([
      links({ mode: 'pages', query: [{ name: 'page_size', value: '10', type: 'num' }] }),
    ]);
    await bed.trigger('links');
    const messages = assertSent(await bed.trigger('links'));
    assert.equal(bed.simulator.count(NOT_MODIFIED), 3);
    assert.equal(unchanged(messages.at(-1)), true);
    bed.simulator.faults.add({
      on: { ...LINKS, search: 'page=2&page_size=10' },
      fault: { kind: 'answer', status: 200, body: '{"results": [], "next": null}' },
    });
    const changed = assertSent(await bed.trigger('links'));
    assert.equal(unchanged(changed.at(-1)), undefined);
  });
});

describe('a list that the service gives no validator for', () => {
  const bed = useTestBed();

  it('is fetched each time, without conditions', async () => {
    await bed.deploy([links()]);
    await bed.trigger('links');
    await bed.trigger('links');
    const requests = bed.simulator.requests.filter(({ path }) => path === LINKS.path);
    assert.equal(requests.length, 2);
    assert(requests.every(({ headers }) => headers['if-none-match'] === undefined));
  });
});
