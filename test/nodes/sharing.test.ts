import assert from 'node:assert/strict';
import { until } from '../support/clock';
import { assertSent } from './support/failure';
import { links } from './support/flow-nodes';
import { servedList } from './support/served';
import { useTestBed } from './support/test-bed';
import { tokenRequests } from './support/token-requests';

const LINKS = { path: '/api/v1/links/' };
const DAY = 86_400_000;

describe('nodes that want the same list at the same moment', () => {
  const bed = useTestBed();
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => links({ id: `links${index}` }));

  it('are 200 with an expired token, and make one token request and one for the list', async () => {
    const nodes = many(200);
    await bed.deploy(nodes);
    await bed.trigger('links0');
    bed.clock.tick(6 * DAY);
    const before = bed.simulator.count(LINKS);
    const outcomes = await Promise.all(nodes.map(({ id }) => bed.trigger(id)));
    const list = await servedList(bed.simulator, 'links');
    for (const outcome of outcomes) assert.deepEqual(assertSent(outcome)[0]?.payload, list);
    assert.deepEqual(tokenRequests(bed.simulator), ['password 200', 'refresh_token 200']);
    assert.equal(bed.simulator.count(LINKS) - before - 1, 1, 'besides the one for the comparison');
  });

  it('each get a list of their own', async () => {
    const nodes = many(3);
    await bed.deploy(nodes);
    const outcomes = await Promise.all(nodes.map(({ id }) => bed.trigger(id)));
    const [first, second, third] = outcomes.map((outcome) => assertSent(outcome)[0]?.payload);
    assert(Array.isArray(first) && Array.isArray(second));
    Object.assign(Object(first[0]), { name: 'spoilt' });
    second.length = 0;
    assert.deepEqual(third, await servedList(bed.simulator, 'links'));
  });
});

describe('an account', () => {
  const bed = useTestBed();

  it('has as many requests in flight as its setting says, and the others queue', async () => {
    const busy = links({ id: 'busy' });
    const modest = links({ id: 'modest' });
    await bed.deploy([busy, modest], { account: { concurrency: 2 } });
    await bed.trigger('modest');
    const before = bed.simulator.count(LINKS);
    bed.simulator.faults.add({ on: LINKS, fault: { kind: 'delay', ms: 100 }, times: 4 });
    for (let call = 0; call < 6; call++) bed.journal.start('busy', { query: { call } });
    const waiting = bed.trigger('modest', { query: { call: 'modest' } });
    await until(() => bed.simulator.count(LINKS) === before + 2, 'two requests arrive');
    bed.clock.tick(100);
    await until(() => bed.simulator.count(LINKS) === before + 4, 'the next two arrive');
    const asked = bed.simulator.requests.filter(({ path }) => path === LINKS.path).slice(before);
    assert(
      asked.some(({ search }) => search.includes('modest')),
      'it need not wait for all six',
    );
    bed.clock.tick(100);
    assertSent(await waiting);
  });
});
