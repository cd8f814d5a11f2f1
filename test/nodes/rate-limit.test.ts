import assert from 'node:assert/strict';
import type { Fault } from '../../simulator/index';
import { pause, until } from '../support/clock';
import { assertFailed, assertSent } from './support/failure';
import { innerspace, inodeRequest, links, query, rdp, request } from './support/flow-nodes';
import { useTestBed } from './support/test-bed';

const FIGURES = { limit: 60, remaining: 12, reset: 30 };

function withFigures(body: unknown): Fault {
  return {
    kind: 'answer',
    status: 200,
    headers: {
      'content-type': 'application/json',
      ratelimit: '"minute";r=12;t=30',
      'ratelimit-policy': '"minute";q=60;w=60',
    },
    body: JSON.stringify(body),
  };
}

describe('what a service says of its rate', () => {
  const bed = useTestBed();

  it('is sent with every list and every answer', async () => {
    const { simulator } = bed;
    const { baseUrl, tokenUrl } = simulator.rdp;
    await bed.deploy(
      [
        links(),
        links({ id: 'items', mode: 'items', query: [{ name: 'a', value: '1', type: 'str' }] }),
        inodeRequest({ id: 'inode', path: 'v1/devices/' }),
        innerspace({ baseUrl: simulator.innerspace.baseUrl }),
        query({ query: '{ __typename }' }),
        rdp({ baseUrl, tokenUrl }),
        request({ path: 'data/x' }),
      ],
      {
        others: { innerspace: simulator.innerspace.account, rdp: simulator.rdp.account },
      },
    );
    simulator.faults.add({
      on: { path: /\/(links|devices)\/$/ },
      fault: withFigures([{ id: 1 }]),
      times: 3,
    });
    simulator.faults.add({ on: { path: /innerspace\/$/ }, fault: withFigures({ data: {} }) });
    simulator.faults.add({ on: { path: /data\/x$/ }, fault: withFigures({}) });
    for (const [id, property] of [
      ['links', 'inode'],
      ['items', 'inode'],
      ['inode', 'inode'],
      ['query', 'innerspace'],
      ['request', 'rdp'],
    ] as const) {
      const [message] = assertSent(await bed.trigger(id));
      assert.deepEqual(Object(message)[property].rateLimit, FIGURES, id);
    }
  });

  it('is not there where it says nothing', async () => {
    await bed.deploy([links()]);
    const [message] = assertSent(await bed.trigger('links'));
    assert.equal('rateLimit' in Object(message).inode, false);
  });
});

describe('an account with a number of requests a minute', () => {
  const bed = useTestBed();

  it('spreads what its nodes want', async () => {
    await bed.deploy(
      ['a', 'b', 'c'].map((id) => inodeRequest({ id, path: `v1/links/?for=${id}` })),
      { account: { requestsPerMinute: 60 } },
    );
    const sent = () => bed.simulator.count({ path: '/api/v1/links/' });
    const outcomes = ['a', 'b', 'c'].map((id) => bed.trigger(id));
    for (const count of [1, 2, 3]) {
      await until(() => sent() === count, `request ${count}`);
      await pause();
      assert.equal(sent(), count);
      bed.clock.tick(1_020);
    }
    for (const outcome of await Promise.all(outcomes)) assertSent(outcome);
  });

  for (const requestsPerMinute of [0, -1, 1.5, 'many']) {
    it(`refuses ${requestsPerMinute}`, async () => {
      await bed.deploy([links()], { account: { requestsPerMinute } });
      const { message } = assertFailed(await bed.trigger('links'), 'CONFIG_INVALID');
      assert.match(message, /requests a minute must be a whole number/);
    });
  }
});
