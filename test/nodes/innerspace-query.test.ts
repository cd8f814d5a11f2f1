import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import type { GraphqlSettings } from '../../nodes/settings';
import { until } from '../support/clock';
import { doneStatus } from './support/done-status';
import { assertFailed, assertSent } from './support/failure';
import { query } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { useInnerspaceBed } from './support/service-beds';

const LIMITED = 'query limited($n: Int) { data: building_features(limit: $n) { building_id } }';
const TWO = 'query one { a: __typename } query two { b: __typename }';

describe('an InnerSpace query', () => {
  const { bed, deploy } = useInnerspaceBed();

  /** Deploys a query, triggers it, and returns what it sent. */
  async function ask(settings: Partial<GraphqlSettings>, message?: NodeMessage) {
    await deploy([query({ query: LIMITED, variables: '{"n": 2}', ...settings })]);
    return onlyMessage(bed, 'query', message);
  }

  /** The operation that reached the service last. */
  const asked = (): unknown => JSON.parse(bed.simulator.requests.at(-1)?.text ?? '');
  const row = { building_id: 71 };

  it('sends the data on, and reports how they came', async () => {
    const { payload, innerspace, topic } = await ask(
      { operationName: 'limited' },
      { topic: 'kept' },
    );
    assert.deepEqual({ ...Object(payload) }, { data: [row, row] });
    assert.equal(topic, 'kept');
    assert.deepEqual(innerspace, {
      operationName: 'limited',
      requestedAt: '2026-03-02T12:00:00.000Z',
      fetchedAt: '2026-03-02T12:00:00.000Z',
      durationMs: 0,
      requests: 1,
      serviceTime: '2026-03-02T12:00:00.000Z',
    });
    assert.deepEqual(asked(), { operationName: 'limited', variables: { n: 2 }, query: LIMITED });
    assert.equal(bed.observer.statusesOf('query').at(-1), doneStatus('done'));
  });

  it('sends on what stands at a path', async () => {
    assert.deepEqual((await ask({ path: 'data' })).payload, [row, row]);
  });

  it('sends on one item of a list', async () => {
    assert.deepEqual((await ask({ path: 'data[1].building_id' })).payload, 71);
  });

  for (const [what, settings, payload] of [
    ['variables that are an object', { variables: { n: 1 } }, [row]],
    ['no variables', { variables: null, query: '{ data: __typename }' }, 'query_root'],
    ['a path between spaces', { path: ' data ' }, [row, row]],
    ['a path that is a number', { path: 5, query: '{ data: __typename }' }, undefined],
  ] as const) {
    it(`works or says why where a flow was written by hand with ${what}`, async () => {
      await deploy([
        { ...query({ query: LIMITED, variables: '{"n": 2}', path: 'data' }), ...settings },
      ]);
      const outcome = await bed.trigger('query');
      if (payload === undefined) assertFailed(outcome, 'ANSWER_INVALID');
      else assert.deepEqual(assertSent(outcome)[0]?.payload, payload);
    });
  }

  it('sends all of the data on where the path is null', async () => {
    await deploy([{ ...query({ query: LIMITED, variables: '{"n": 2}' }), path: null }]);
    assert.deepEqual(Object((await onlyMessage(bed, 'query')).payload).data, [row, row]);
  });

  for (const path of ['nothing', 'data[7]', 'data.a.b', 'a[', '..']) {
    it(`fails where there is nothing at the path "${path}"`, async () => {
      await deploy([query({ query: LIMITED, variables: '{"n": 2}', path })]);
      const { message } = assertFailed(await bed.trigger('query'), 'ANSWER_INVALID');
      assert(message.includes(`there is nothing at "${path}"`));
    });
  }

  describe('takes its variables', () => {
    it('from JSON', async () => {
      assert.deepEqual(Object((await ask({ path: 'data' })).payload).length, 2);
    });

    it('from a property of the message', async () => {
      const message = { payload: { n: 3 } };
      const settings = { variables: 'payload', variablesType: 'msg', path: 'data' } as const;
      assert.equal(Object((await ask(settings, message)).payload).length, 3);
    });

    it('from a JSONata expression over the message', async () => {
      const settings = {
        variables: '{"n": payload + 1}',
        variablesType: 'jsonata',
        path: 'data',
      } as const;
      assert.equal(Object((await ask(settings, { payload: 3 })).payload).length, 4);
    });

    it('from msg.variables, over its own', async () => {
      await ask({ variables: '{"n": 2, "other": 1}' }, { variables: { n: 1 } });
      assert.deepEqual(Object(asked()).variables, { n: 1, other: 1 });
    });

    for (const settings of [
      { variables: '' },
      { variables: 'nothing', variablesType: 'msg' },
      { variables: 'nothing', variablesType: 'jsonata' },
    ] satisfies Partial<GraphqlSettings>[]) {
      it(`as none at all where it has none: ${JSON.stringify(settings)}`, async () => {
        await ask(settings);
        assert.deepEqual(Object(asked()).variables, {});
      });
    }
  });

  describe('takes from the message', () => {
    it('another query', async () => {
      const { payload } = await ask({}, { query: '{ __typename }' });
      assert.deepEqual({ ...Object(payload) }, { __typename: 'query_root' });
    });

    it('the name of the operation that is run', async () => {
      const { payload, innerspace } = await ask(
        { query: TWO, operationName: 'one' },
        { operationName: 'two' },
      );
      assert.deepEqual({ ...Object(payload) }, { b: 'query_root' });
      assert.equal(Object(innerspace).operationName, 'two');
    });

    it('the time-out', async () => {
      await deploy([query({ query: LIMITED })]);
      bed.simulator.faults.add({ on: { path: '/innerspace/' }, fault: { kind: 'hang' } });
      const outcome = bed.trigger('query', { requestTimeout: 250 });
      await until(() => bed.simulator.count({ path: '/innerspace/' }) === 1, 'the query arrives');
      bed.clock.tick(250);
      assert.match(assertFailed(await outcome, 'TIMEOUT').message, /after 0\.25 s/);
    });
  });

  describe('is not sent', () => {
    const CASES: [what: string, settings: Partial<GraphqlSettings>, message: NodeMessage][] = [
      ['there is no query', { query: ' ' }, {}],
      ['msg.query is not a text', {}, { query: { page: 1 } }],
      ['msg.operationName is not a text', {}, { operationName: 5 }],
      ['the variables are broken JSON', { variables: '{"n": ' }, {}],
      ['the variables are broken JSONata', { variables: '$(', variablesType: 'jsonata' }, {}],
      ['the variables are a list', { variables: '[1]' }, {}],
      ['msg.variables are text', {}, { variables: 'n' }],
      ['msg.variables hold a BigInt', {}, { variables: { n: 1n } }],
    ];
    for (const [what, settings, message] of CASES) {
      it(`where ${what}`, async () => {
        await deploy([query({ query: LIMITED, ...settings })]);
        assertFailed(await bed.trigger('query', message), 'QUERY_INVALID');
        assert.equal(bed.simulator.requests.length, 0);
      });
    }

    it('where no client is chosen', async () => {
      await deploy([query({ query: LIMITED, server: 'rdp' })]);
      const { message } = assertFailed(await bed.trigger('query'), 'CONFIG_INVALID');
      assert.match(message, /no account is chosen/);
    });
  });
});
