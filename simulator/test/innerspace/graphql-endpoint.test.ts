import assert from 'node:assert/strict';
import { jsonOf, useSimulator, withClock, withSimulator } from '../support';
import { postQuery, run, signIn } from './client';

const EXPIRED = refusal('invalid-jwt', 'Could not verify JWT: JWTExpired');
const UNKNOWN = refusal('invalid-jwt', 'Could not verify JWT: JWSError JWSInvalidSignature');
const MISSING = refusal(
  'invalid-headers',
  'Missing Authorization header in JWT authentication mode',
);
const QUERY = JSON.stringify({ query: '{ __typename }' });

describe("the simulator's InnerSpace GraphQL endpoint", () => {
  const simulator = useSimulator({ innerspaceTokenLifetime: 600 });

  it('answers with and without a slash at the end of its address', async () => {
    const headers = await signIn(simulator.current);
    for (const end of ['', '/']) {
      const url = simulator.current.innerspace.baseUrl + end;
      const response = await fetch(url, { method: 'POST', headers, body: QUERY });
      assert.deepEqual(await jsonOf(response), { data: { __typename: 'query_root' } });
    }
  });

  it('refuses a missing, an unknown and an expired token with 401', async () => {
    const { current } = simulator;
    const headers = await signIn(current);
    assert.deepEqual(await jsonOf(await postQuery(current, QUERY, {}), 401), MISSING);
    const unknown = { authorization: `${headers.authorization}x` };
    assert.deepEqual(await jsonOf(await postQuery(current, QUERY, unknown), 401), UNKNOWN);
    await withClock(Date.now() + 599_000, async (clock) => {
      await jsonOf(await postQuery(current, QUERY, headers));
      clock.tick(2_000);
      assert.deepEqual(await jsonOf(await postQuery(current, QUERY, headers), 401), EXPIRED);
    });
  });

  it('refuses with 200 and errors, as Hasura may, when that is set', async () => {
    await withSimulator({ innerspaceUnauthorized: 'errors' }, async (hasura) => {
      const headers = await signIn(hasura);
      hasura.innerspace.revokeTokens();
      assert.deepEqual(await jsonOf(await postQuery(hasura, QUERY, headers)), EXPIRED);
      assert.deepEqual(await jsonOf(await postQuery(hasura, QUERY, {})), MISSING);
    });
  });

  it('has a code for what it cannot run, and no data', async () => {
    for (const query of ['{ nonsense }', '{', 'query q($id: Int!) { __typename @skip(if: $id) }']) {
      const answer = await run(simulator.current, query);
      assert.deepEqual(Object.keys(answer), ['errors']);
      assert.match(JSON.stringify(answer), /"code":"validation-failed"/);
    }
  });

  it('runs the operation that is named, with its variables', async () => {
    const query = `query one { __typename }
      query two($is: Boolean!) { name: __typename @include(if: $is) }`;
    const two = { operationName: 'two', variables: { is: true } };
    assert.deepEqual(await run(simulator.current, query, two), { data: { name: 'query_root' } });
    const without = await run(simulator.current, query, { operationName: 'two' });
    assert.match(JSON.stringify(without), /^\{"errors":.*\$is.*validation-failed/);
  });

  it('shows its schema, unless that is forbidden', async () => {
    const query = '{ __schema { queryType { name } } }';
    assert.deepEqual(await run(simulator.current, query), {
      data: { __schema: { queryType: { name: 'query_root' } } },
    });
    await withSimulator({ innerspaceIntrospection: false }, async (closed) => {
      assert.match(
        JSON.stringify(await run(closed, query)),
        /^\{"errors":.*introspection.*validation-failed/,
      );
      assert.deepEqual(await run(closed, '{ __typename }'), { data: { __typename: 'query_root' } });
    });
  });

  it('answers what is not an operation with an error status', async () => {
    const headers = await signIn(simulator.current);
    for (const body of ['{', '[]', '{"variables": {}}']) {
      await jsonOf(await postQuery(simulator.current, body, headers), 400);
    }
    const { baseUrl } = simulator.current.innerspace;
    assert.equal((await fetch(baseUrl, { headers })).status, 405);
    assert.equal((await fetch(`${baseUrl}/elsewhere`, { headers })).status, 404);
  });
});

function refusal(code: string, message: string) {
  return { errors: [{ message, extensions: { code, path: '$' } }] };
}
