import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { RequestSettings } from '../../nodes/settings';
import { request } from './support/flow-nodes';
import { testRequests } from './support/request-suite';
import { useRdpBed } from './support/service-beds';
import { single } from './support/single';

const LISTS = 'data/watchlists/v1/lists';
const PRICES = 'data/historical-pricing/v1/views/interday-summaries/VOD.L';

describe('an RDP request', () => {
  const { bed, deploy } = useRdpBed();

  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Partial<RequestSettings>, message?: NodeMessage) {
    await deploy([request({ path: LISTS, ...settings })]);
    return single(bed, 'request', message);
  }

  const last = () => bed.simulator.requests.at(-1);

  it('sends the JSON of the answer on, and tells how it came', async () => {
    const message = await ask(
      { path: PRICES, query: [{ name: 'count', value: '2', type: 'num' }] },
      { topic: 'kept' },
    );
    assert.equal(Object(message.payload)[0].data.length, 2);
    assert.equal(message.topic, 'kept');
    assert.equal(Object(message).statusCode, 200);
    assert.deepEqual(message.rdp, {
      method: 'GET',
      path: PRICES,
      fetchedAt: '2026-03-02T12:00:00.000Z',
      durationMs: 0,
      requests: 1,
    });
    assert.equal(
      `${last()?.method} ${last()?.path}?${last()?.search}`,
      `GET /rdp/${PRICES}?count=2`,
    );
    assert.match(last()?.headers.authorization ?? '', /^Bearer \w+$/);
    assert.equal(last()?.text, '');
    assert.equal(bed.observer.statusesOf('request').at(-1), 'green dot done');
  });

  it('stores, changes, replaces and deletes, each by its method', async () => {
    const body = { bodyType: 'json', body: '{"name": "mine"}' } as const;
    const created = await ask({ method: 'POST', ...body });
    assert.equal(Object(created).statusCode, 201);
    const { id } = Object(created.payload);
    const path = `${LISTS}/${id}`;
    assert.deepEqual(Object((await single(bed, 'request', { method: 'PATCH', path })).payload), {
      id,
      name: 'mine',
    });
    assert.deepEqual(
      Object((await single(bed, 'request', { method: 'put', path })).payload).id,
      id,
    );
    const deleted = await single(bed, 'request', { method: 'DELETE', path, payload: 'before' });
    assert.equal(Object(deleted).statusCode, 204);
    assert.equal(deleted.payload, undefined);
    assert.deepEqual(bed.simulator.rdp.watchlists, []);
  });

  testRequests({
    bed,
    deploy: (settings) => deploy([request({ path: LISTS, ...settings })]),
    path: LISTS,
    serverPath: `/rdp/${LISTS}`,
    otherPath: 'api/v1/links/',
  });
});
