import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buildClientSchema, type IntrospectionQuery, parse, validate } from 'graphql';
import { query } from './support/flow-nodes';
import { postToDialog, problemIn } from './support/post-to-dialog';
import { useInnerspaceBed } from './support/service-beds';
import { tokenRequests } from './support/token-requests';

const SCHEMA = 'innerspace-query/schema';

describe('the schema of an InnerSpace client for the dialog', () => {
  const { bed, deploy } = useInnerspaceBed();

  it('is complete enough to check a query against it', async () => {
    await deploy([]);
    const { status, body } = await postToDialog(SCHEMA, { server: 'innerspace' });
    assert.equal(status, 200);
    const data: unknown = body.schema;
    assertIntrospection(data);
    const schema = buildClientSchema(data);
    const mistakes = (text: string) => validate(schema, parse(text)).map(({ message }) => message);
    assert.deepEqual(mistakes('{ building_features(limit: 1) { feature_value } }'), []);
    assert.match(mistakes('{ building_features { no_such_field } }').join(), /no_such_field/);
    assert.match(
      mistakes('query q($n: String) { building_features(limit: $n) { group_id } }').join(),
      /\$n/,
    );
  });

  it('is asked for with the sign-in of the deployed client', async () => {
    await deploy([query({ query: '{ __typename }' })]);
    await bed.trigger('query');
    await postToDialog(SCHEMA, { server: 'innerspace' });
    assert.deepEqual(tokenRequests(bed.simulator), ['client 200']);
  });

  for (const server of ['nothing', 'account', 'tab', undefined, { toString: 'x' }]) {
    it(`is not there for the id ${JSON.stringify(server)}, which is not a deployed client`, async () => {
      await deploy([]);
      assert.equal((await postToDialog(SCHEMA, { server })).status, 404);
      assert.equal(bed.simulator.requests.length, 0);
    });
  }

  it('is a problem in words where the client is refused, without the secret', async () => {
    const clientSecret = randomBytes(12).toString('hex');
    await deploy([], {}, { ...bed.simulator.innerspace.account, clientSecret });
    const answer = await postToDialog(SCHEMA, { server: 'innerspace' });
    assert.match(problemIn(answer).message, /refused the client id or the client secret/);
    assert(!answer.text.includes(clientSecret));
  });

  it('is a problem in words where the client is not complete', async () => {
    await deploy([], {}, {});
    const answer = await postToDialog(SCHEMA, { server: 'innerspace' });
    assert.match(problemIn(answer).message, /client id is missing/);
  });
});

describe('the schema of an InnerSpace that does not allow to read it', () => {
  const { deploy } = useInnerspaceBed({ innerspaceIntrospection: false });

  it('is a problem in words', async () => {
    await deploy([]);
    const answer = await postToDialog(SCHEMA, { server: 'innerspace' });
    assert.match(problemIn(answer).message, /introspection/i);
    assert(!('schema' in answer.body));
  });
});

function assertIntrospection(value: unknown): asserts value is IntrospectionQuery {
  assert(Array.isArray(Object(Object(value)['__schema']).types));
}
