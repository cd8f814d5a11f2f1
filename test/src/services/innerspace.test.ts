import assert from 'node:assert/strict';
import { useSimulator } from '../../../simulator/test/support';
import { ServiceError } from '../../../src/errors';
import type { GraphqlCall, Innerspace } from '../../../src/services/innerspace';
import { until, useFakeClock } from '../../support/clock';
import { rejection } from '../../support/rejection';
import { useInnerspace } from '../../support/use-innerspace';
import { Watcher } from '../../support/watcher';

const TOKEN = { path: '/innerspace/api/rest/oauth/token' };
const QUERY = { path: '/innerspace/' };
const FEATURES = '{ building_features(limit: 2) { building_id } }';
const AUDIENCE = 'https://global-config.innerspace.io';
const ACKNOWLEDGE = 'mutation { acknowledge_feature }';

describe('an InnerSpace client', () => {
  const simulator = useSimulator({ innerspaceTokenLifetime: 600 });
  const clock = useFakeClock();
  const client = useInnerspace(simulator);

  function run(innerspace: Innerspace, query = FEATURES, more: Partial<GraphqlCall> = {}) {
    const { signal, observer } = new Watcher(clock);
    return innerspace.query({ query, variables: {}, signal, observer, ...more });
  }

  it('posts the operation as JSON with a Bearer token', async () => {
    const query =
      'query first($n: Int) { building_features(limit: $n) { group_id } } query second { broken_feature }';
    const operation = { operationName: 'first', variables: { n: 1 }, query };
    const { data, errors } = await run(client(), query, operation);
    const [request] = simulator.current.requests.slice(-1);
    assert.equal(`${request?.method} ${request?.path}?${request?.search}`, 'POST /innerspace/?');
    assert.equal(request?.headers['content-type'], 'application/json');
    assert.equal(request?.headers.accept, 'application/json');
    assert.match(request?.headers.authorization ?? '', /^Bearer \S+$/);
    assert.deepEqual(JSON.parse(request?.text ?? ''), operation);
    assert.equal(Object(data).building_features.length, 1);
    assert.deepEqual(errors, []);
  });

  it('signs in once more, and suspects nobody, where a server refuses a good token now and then', async () => {
    let warnings = 0;
    const innerspace = client({ observer: { onContested: () => warnings++ } });
    await run(innerspace);
    for (let poll = 0; poll < 9; poll++) {
      await clock.pass(30_000);
      simulator.current.faults.add({ on: QUERY, fault: { kind: 'answer', status: 401 } });
      await run(innerspace);
    }
    assert.deepEqual([simulator.current.count(TOKEN), warnings], [2, 0]);
  });

  it('is rejected by a 401 in JSON without an OAuth error, and asks again within two minutes', async () => {
    const headers = { 'content-type': 'application/json' };
    const fault = { kind: 'answer', status: 401, headers, body: '{"message":"no"}' } as const;
    simulator.current.faults.add({ on: TOKEN, fault, times: Number.POSITIVE_INFINITY });
    const innerspace = client();
    assert.equal((await rejection(run(innerspace))).code, 'CLIENT_REJECTED');
    const { requests } = simulator.current;
    const sent = requests.length;
    assert.equal((await rejection(run(innerspace))).code, 'CLIENT_REJECTED');
    assert.equal(simulator.current.requests.length, sent);
    simulator.current.faults.clear();
    await clock.pass(120_000);
    await run(innerspace);
  });

  it('signs in once for ten queries at the same time, and once more when the token has ended', async () => {
    const innerspace = client();
    const ten = () => Promise.all(Array.from({ length: 10 }, () => run(innerspace)));
    await ten();
    assert.equal(simulator.current.count(TOKEN), 1);
    await clock.pass(590_000);
    await ten();
    assert.equal(simulator.current.count(TOKEN), 2);
    assert.equal(simulator.current.count({ status: 401 }), 0);
  });

  it('answers a 401 with a new token and one repetition, mutations too', async () => {
    for (const query of [FEATURES, ACKNOWLEDGE]) {
      const innerspace = client();
      await run(innerspace);
      simulator.current.innerspace.revokeTokens();
      await run(innerspace, query);
    }
    assert.equal(simulator.current.count(TOKEN), 4);
    assert.equal(simulator.current.count({ ...QUERY, status: 401 }), 2);
    assert.equal(simulator.current.innerspace.acknowledged, 1);
  });

  it('gets a new token for a query although another one is denied for good', async () => {
    const innerspace = client();
    simulator.current.faults.add({ on: QUERY, fault: { kind: 'answer', status: 403 }, times: 2 });
    assert.equal((await rejection(run(innerspace, '{ __typename }'))).code, 'FORBIDDEN');
    simulator.current.innerspace.revokeTokens();
    await run(innerspace);
    assert.equal(simulator.current.count(TOKEN), 3);
  });

  it('repeats a query when the connection breaks, and a mutation never', async () => {
    const innerspace = client();
    simulator.current.faults.add({ on: QUERY, fault: { kind: 'reset' } });
    await run(innerspace);
    assert.equal(simulator.current.count(QUERY), 2);
    simulator.current.faults.add({ on: QUERY, fault: { kind: 'reset' } });
    assert.equal((await rejection(run(innerspace, ACKNOWLEDGE))).code, 'UNREACHABLE');
    assert.equal(simulator.current.count(QUERY), 3);
  });

  it('passes on data that came with errors', async () => {
    const { data, errors } = await run(
      client(),
      '{ broken_feature building_features(limit: 1) { building_id } }',
    );
    assert.equal(Object(data).broken_feature, null);
    assert.deepEqual(errors, [
      { message: 'The feature could not be computed.', path: 'broken_feature', code: 'unexpected' },
    ]);
  });

  it('says that the client is wrong, and asks once however often it is triggered', async () => {
    const innerspace = client({ clientSecret: 'another one' });
    for (let trigger = 0; trigger < 20; trigger++) {
      assert.equal((await rejection(run(innerspace))).code, 'CLIENT_REJECTED');
    }
    assert.equal(simulator.current.count(), 1);
  });

  it('may be given another time-out for one call', async () => {
    simulator.current.faults.add({ on: QUERY, fault: { kind: 'hang' } });
    const innerspace = client();
    const failure = rejection(run(innerspace, FEATURES, { timeout: 500 }));
    await until(() => simulator.current.count(QUERY) === 1);
    await clock.pass(500);
    assert.match((await failure).message, /noAnswer\(seconds: 0\.5\)/);
  });

  it('fails where its operation cannot be written as JSON, and sends nothing', async () => {
    for (const variables of [{ n: 1n }, cyclic()]) {
      const call = async () => run(client(), FEATURES, { variables });
      assert.equal((await rejection(call())).code, 'QUERY_INVALID');
    }
    assert.equal(simulator.current.count(), 0);
  });

  it('is refused before anything is sent when it cannot be used', () => {
    assert.throws(
      () => client({ baseUrl: 'http://innerspace.example' }),
      (error) => error instanceof ServiceError && error.code === 'CONFIG_INVALID',
    );
  });

  it('ends what is in flight when it is closed', async () => {
    simulator.current.faults.add({ on: QUERY, fault: { kind: 'hang' } });
    const innerspace = client();
    const call = assert.rejects(run(innerspace), { name: 'AbortError' });
    await until(() => simulator.current.count(QUERY) === 1);
    await innerspace.close();
    await call;
    assert.equal(clock.timers, 0);
  });

  for (const [generation, path] of [
    ['v1.5', '/innerspace-current/'],
    ['v2', '/innerspace-current/v2/api'],
  ] as const) {
    it(`signs in to ${generation} and queries where it is`, async () => {
      const { currentUrl: baseUrl } = simulator.current.innerspace;
      const innerspace = client({ generation, baseUrl, audience: AUDIENCE });
      const { data } = await run(innerspace, '{ __typename }');
      assert.deepEqual(data, { __typename: 'query_root' });
      assert.equal(simulator.current.requests.at(-1)?.path, path);
    });
  }

  for (const [chosen, address, spoken] of [
    ['v2', 'baseUrl', 'v1'],
    ['v1.5', 'baseUrl', 'v1'],
    ['v1', 'currentUrl', 'v2'],
  ] as const) {
    it(`names ${spoken} in the test of an account that is set to ${chosen}`, async () => {
      const baseUrl = simulator.current.innerspace[address];
      const { signal } = new Watcher(clock);
      const probe = client({ generation: chosen, baseUrl, audience: AUDIENCE, retries: 0 });
      const { code, facts } = await rejection(probe.probe({ signal }));
      assert.deepEqual(
        [code, String(facts.reason)],
        ['CONFIG_INVALID', `generationOther(generation: ${spoken})`],
      );
    });
  }

  it('calls no generation wrong where the client secret is', async () => {
    const { currentUrl: baseUrl } = simulator.current.innerspace;
    const { signal } = new Watcher(clock);
    const wrong = client({
      generation: 'v2',
      baseUrl,
      audience: AUDIENCE,
      clientSecret: 'wrong',
      retries: 0,
    });
    assert.equal((await rejection(wrong.probe({ signal }))).code, 'CLIENT_REJECTED');
  });

  for (const [status, code] of [
    [403, 'CONFIG_INVALID'],
    [404, 'CONFIG_INVALID'],
    [405, 'CONFIG_INVALID'],
    [410, 'CONFIG_INVALID'],
    [418, 'SIGN_IN_FAILED'],
  ] as const) {
    it(`with a wrong secret is ${code} where the token endpoint of its generation answers ${status}, and another one knows it`, async () => {
      const { currentUrl: baseUrl } = simulator.current.innerspace;
      const on = { path: '/innerspace-current/v2/oauth/token' };
      simulator.current.faults.add({ on, fault: { kind: 'answer', status }, times: 9 });
      const { signal } = new Watcher(clock);
      const account = { baseUrl, audience: AUDIENCE, clientSecret: 'wrong', retries: 0 };
      const failure = await rejection(client({ generation: 'v2', ...account }).probe({ signal }));
      assert.equal(failure.code, code);
    });
  }

  for (const session of [undefined, 7, 'of two\r\nlines']) {
    it(`of v2 cannot sign in with ${JSON.stringify(session)} for a session`, async () => {
      const { currentUrl: baseUrl } = simulator.current.innerspace;
      const on = { path: '/innerspace-current/v2/oauth/token' };
      const body = JSON.stringify({ session_id: session });
      simulator.current.faults.add({ on, fault: { kind: 'answer', status: 200, body } });
      const failure = await rejection(
        run(client({ generation: 'v2', baseUrl, audience: AUDIENCE, retries: 0 })),
      );
      assert.deepEqual(
        [failure.code, String(failure.facts.reason)],
        ['SIGN_IN_FAILED', 'noSession'],
      );
    });
  }
});

function cyclic(): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  variables['self'] = variables;
  return variables;
}
