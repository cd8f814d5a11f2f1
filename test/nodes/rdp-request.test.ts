import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { RequestSettings } from '../../nodes/settings';
import { doneStatus } from './support/done-status';
import { request } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { testRequests } from './support/request-suite';
import { useRdpBed } from './support/service-beds';

const ECHO = 'data/echo';
const PRICES = 'data/historical-pricing/v1/views/interday-summaries/VOD.L';

describe('an RDP request', () => {
  const { bed, deploy } = useRdpBed();

  /** Deploys a request, triggers it, and returns what it sent. */
  async function ask(settings: Partial<RequestSettings>, message?: NodeMessage) {
    await deploy([request({ path: ECHO, ...settings })]);
    return onlyMessage(bed, 'request', message);
  }

  const last = () => bed.simulator.requests.at(-1);

  it('sends the JSON of the answer on, and reports how it came', async () => {
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
      requestedAt: '2026-03-02T12:00:00.000Z',
      fetchedAt: '2026-03-02T12:00:00.000Z',
      durationMs: 0,
      requests: 1,
      serviceTime: '2026-03-02T12:00:00.000Z',
    });
    assert.equal(
      `${last()?.method} ${last()?.path}?${last()?.search}`,
      `GET /rdp/${PRICES}?count=2`,
    );
    assert.match(last()?.headers.authorization ?? '', /^Bearer \w+$/);
    assert.equal(last()?.text, '');
    assert.equal(bed.observer.statusesOf('request').at(-1), doneStatus('done'));
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
    it(`sends a ${method} with its body and its query`, async () => {
      const message = await ask({
        method,
        query: [{ name: 'count', value: '2', type: 'num' }],
        bodyType: 'json',
        body: '{"name": "mine"}',
      });
      const { headers: _, ...echo } = Object(message.payload);
      assert.deepEqual(echo, {
        method,
        path: `/rdp/${ECHO}`,
        query: { count: '2' },
        body: { name: 'mine' },
      });
    });
  }

  testRequests({
    bed,
    deploy: (settings) => deploy([request({ path: ECHO, ...settings })]),
    path: ECHO,
    serverPath: `/rdp/${ECHO}`,
    otherPath: 'api/v1/links/',
  });
});
