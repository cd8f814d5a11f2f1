import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { passTime } from '../support/clock';
import { assertFailed, assertSent } from './support/failure';
import { CATCH, CAUGHT, query } from './support/flow-nodes';
import { onlyMessage } from './support/only-message';
import { useInnerspaceBed } from './support/service-beds';
import { shown } from './support/shown';

const QUERY = { path: '/innerspace/' };
const HALF = '{ broken_feature building_features(limit: 1) { building_id } }';
const ACKNOWLEDGE = 'mutation { acknowledge_feature }';
const BROKEN = {
  message: 'The feature could not be computed.',
  path: 'broken_feature',
  code: 'unexpected',
};

describe('errors in the answer to an InnerSpace query', () => {
  const { bed, deploy } = useInnerspaceBed();

  /** What the Catch node hears of a query that must fail. */
  async function caught(settings: Parameters<typeof query>[0], message?: NodeMessage) {
    await deploy([query(settings), CATCH, CAUGHT]);
    assertFailed(await bed.trigger('query', message), 'QUERY_FAILED');
    const [received] = await bed.journal.receives('caught', 1);
    return Object(received?.error);
  }

  it('reach a Catch node with code, message and path, and nothing is sent', async () => {
    const { code, message, cause } = await caught({ query: HALF });
    assert.equal(code, 'QUERY_FAILED');
    assert.match(message, /could not be computed\. \(at broken_feature\)/);
    assert.deepEqual(cause.errors, [BROKEN]);
    assert.equal(bed.observer.statusesOf('query').at(-1), 'red ring query failed');
  });

  it('say what is wrong with a query that the service cannot run', async () => {
    const { message, cause } = await caught({ query: '{ no_such_field }' });
    assert.match(message, /Cannot query field "no_such_field"/);
    assert.deepEqual(
      cause.errors.map(({ code }: { code: unknown }) => code),
      ['validation-failed'],
    );
  });

  it('come with the data where the node says so', async () => {
    await deploy([query({ query: HALF, partial: true })]);
    const { payload, innerspace } = await onlyMessage(bed, 'query');
    assert.equal(Object(payload).broken_feature, null);
    assert.equal(Object(payload).building_features.length, 1);
    assert.deepEqual(Object(innerspace).errors, [BROKEN]);
  });

  it('are wanted or not as the environment says', async () => {
    bed.setEnvironment('INODE_TEST_PARTIAL', 'false');
    const wanted = { ...query({ query: HALF }), partial: '${INODE_TEST_PARTIAL}' };
    await deploy([wanted]);
    assertFailed(await bed.trigger('query'), 'QUERY_FAILED');
  });

  it('of one field, which may not be read, do not run a mutation twice', async () => {
    await deploy([query({ query: ACKNOWLEDGE, partial: true })]);
    const error = { message: 'not you', path: ['me'], extensions: { code: 'UNAUTHENTICATED' } };
    const body = JSON.stringify({ data: { acknowledge_feature: true, me: null }, errors: [error] });
    bed.simulator.faults.add({ on: QUERY, fault: { kind: 'answer', status: 200, body } });
    const { payload } = await onlyMessage(bed, 'query');
    assert.deepEqual({ ...Object(payload) }, { acknowledge_feature: true, me: null });
    assert.equal(bed.simulator.count(QUERY), 1);
  });

  it('are reported by the first of them where there are thousands', async () => {
    await deploy([query({ query: HALF }), CATCH, CAUGHT]);
    const errors = Array.from({ length: 5_000 }, (_, row) => ({ message: `row ${row}` }));
    const fault = { kind: 'answer', status: 200, body: JSON.stringify({ errors }) } as const;
    bed.simulator.faults.add({ on: QUERY, fault });
    assertFailed(await bed.trigger('query'), 'QUERY_FAILED');
    const [received] = await bed.journal.receives('caught', 1);
    const { message, cause } = Object(received?.error);
    assert(message.length < 1_000);
    assert.deepEqual([cause.errors.length, cause.errorsLeftOut], [100, 4_900]);
  });

  it('fail all the same where the node says so and there are no data', async () => {
    await caught({ query: '{ no_such_field }', partial: true });
  });

  it('are not mentioned where there are none', async () => {
    await deploy([query({ query: '{ __typename }', partial: true })]);
    assert(!('errors' in Object((await onlyMessage(bed, 'query')).innerspace)));
  });

  for (const partial of [false, true]) {
    it(`show no secret that they repeat${partial ? ', nor beside data' : ''}`, async () => {
      await deploy([query({ query: HALF, partial }), CATCH, CAUGHT]);
      await bed.trigger('query');
      const token = bed.simulator.requests.at(-1)?.headers.authorization?.split(' ')[1] ?? '';
      const secrets = [...Object.values(bed.simulator.innerspace.account), token];
      const error = {
        message: `Bearer ${token} of ${secrets.join('\n')}`,
        path: secrets,
        extensions: { code: secrets[2] },
      };
      const body = JSON.stringify({ data: { a: 1 }, errors: [error] });
      bed.simulator.faults.add({ on: QUERY, fault: { kind: 'answer', status: 200, body } });
      await bed.trigger('query');
      await bed.journal.receives(partial ? 'out' : 'caught', 2);
      const text = shown(bed, ['query', 'out', 'catch', 'caught']);
      assert(text.includes('***'), 'the words around the secrets are shown');
      assert(secrets.every((secret) => secret !== '' && !text.includes(secret)));
    });
  }
});

describe('an InnerSpace operation that did not get through', () => {
  const { bed, deploy } = useInnerspaceBed();
  const FAULTS = [
    { kind: 'reset' },
    { kind: 'answer', status: 503, headers: { 'retry-after': '1' } },
    { kind: 'resetBody', bytes: 5 },
  ] as const;

  for (const fault of FAULTS) {
    it(`is repeated when it is a query (${fault.kind})`, async () => {
      await deploy([query({ query: HALF, partial: true })]);
      bed.simulator.faults.add({ on: QUERY, fault });
      const [message] = assertSent(await passTime(bed.clock, bed.trigger('query')));
      assert.equal(Object(message?.innerspace).requests, 2);
    });

    it(`is never repeated when it is a mutation (${fault.kind})`, async () => {
      await deploy([query({ query: ACKNOWLEDGE })]);
      bed.simulator.faults.add({ on: QUERY, fault });
      const { error } = await passTime(bed.clock, bed.trigger('query'));
      assert(error !== undefined);
      assert.equal(bed.simulator.count(QUERY), 1);
      assert(bed.simulator.innerspace.acknowledged <= 1);
    });
  }

  it('is a mutation also where only the message says so', async () => {
    await deploy([query({ query: HALF })]);
    bed.simulator.faults.add({ on: QUERY, fault: { kind: 'reset' } });
    assertFailed(
      await passTime(bed.clock, bed.trigger('query', { query: ACKNOWLEDGE })),
      'UNREACHABLE',
    );
    assert.equal(bed.simulator.count(QUERY), 1);
  });
});
