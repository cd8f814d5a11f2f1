import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import {
  type GraphqlAnswer,
  isRepeatable,
  queryFailed,
  readGraphql,
} from '../../../src/http/graphql';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { rejection } from '../../support/rejection';

const BROKEN = {
  message: 'The feature could not be computed.',
  path: ['data', 0, 'feature_value'],
  extensions: { code: 'unexpected', path: '$' },
};
const SHOWN = {
  message: BROKEN.message,
  path: 'data.0.feature_value',
  code: 'unexpected',
};

function read(body: unknown, head?: AnswerHead): Promise<GraphqlAnswer> {
  return readGraphql(answerOf(JSON.stringify(body), head), []);
}

describe('an operation', () => {
  const REPEATABLE = ['{ a }', 'query q { a }', 'query q { mutation_root_count }'];
  for (const query of REPEATABLE) {
    it(`may be repeated when it is ${query}`, () => {
      assert(isRepeatable({ query, variables: {} }));
    });
  }

  const ONCE = [
    'mutation { a }',
    '# first\nmutation m($a: Int) { a }',
    'query q { a } mutation m { a }',
    'subscription { a }',
  ];
  for (const query of ONCE) {
    it(`is sent once when it is ${query.replace('\n', ' ')}`, () => {
      assert(!isRepeatable({ query, variables: {} }));
    });
  }
});

describe('the answer to an operation', () => {
  it('is its data', async () => {
    assert.deepEqual(await read({ data: { a: [1] } }), { data: { a: [1] }, errors: [] });
  });

  it('holds the errors beside the data, each with message, path and code', async () => {
    const answer = await read({ data: { a: null }, errors: [BROKEN, { message: 'and this' }] });
    assert.deepEqual(answer, {
      data: { a: null },
      errors: [SHOWN, { message: 'and this', path: undefined, code: undefined }],
    });
  });

  for (const body of [{ errors: [BROKEN] }, { data: null, errors: [BROKEN] }]) {
    it(`fails where there are errors and ${'data' in body ? 'null' : 'no data'}`, async () => {
      const { code, message, facts } = await rejection(read(body));
      assert.equal(code, 'QUERY_FAILED');
      assert.match(message, /could not be computed\. \(at data\.0\.feature_value\)/);
      assert.deepEqual(facts.errors, [SHOWN]);
    });
  }

  it('may say in a 400 what was wrong', async () => {
    const { code, facts } = await rejection(read({ errors: [BROKEN] }, { status: 400 }));
    assert.deepEqual([code, facts.errors], ['QUERY_FAILED', [SHOWN]]);
  });

  for (const body of ['<p>Bad Request', '{}', '']) {
    it(`is as good as its status where a 400 has the body "${body}"`, async () => {
      const failure = await rejection(readGraphql(answerOf(body, { status: 400 }), []));
      assert.equal(failure.facts.statusCode, 400);
      assert.equal(failure.code, 'HTTP_ERROR');
    });
  }

  for (const [status, expected] of [
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [503, 'SERVER_ERROR'],
  ] as const) {
    it(`means ${expected} with ${status}, whatever it holds`, async () => {
      assert.equal((await rejection(read({ data: {} }, { status }))).code, expected);
    });
  }

  for (const code of ['invalid-jwt', 'invalid-headers', 'UNAUTHENTICATED']) {
    it(`refuses the token where an error has the code ${code}`, async () => {
      const errors = [{ message: 'Could not verify JWT', extensions: { code } }];
      const failure = await rejection(read({ errors }));
      assert.deepEqual([failure.code, failure.facts.statusCode], ['UNAUTHORIZED', 200]);
    });
  }

  for (const body of [
    'null',
    '[]',
    '"data"',
    '1',
    '{}',
    '{"data":null}',
    '{"errors":[]}',
    '{"errors":{}}',
    '<p>',
    '',
  ]) {
    it(`cannot be used where it is ${body === '' ? 'empty' : body}`, async () => {
      const failure = await rejection(readGraphql(answerOf(body), []));
      assert.equal(failure.code, 'ANSWER_INVALID');
    });
  }

  for (const error of [null, 'a text', 7, {}, { message: 1, path: 'a', extensions: { code: 2 } }]) {
    it(`is no riddle where an error is ${JSON.stringify(error)}`, async () => {
      const { facts } = await rejection(read({ errors: [error] }));
      const [shown] = facts.errors ?? [];
      assert.deepEqual(shown, { message: 'it does not say why', path: undefined, code: undefined });
    });
  }
});

describe('errors beside data that are not wanted', () => {
  it('become one error with all of them', () => {
    const { code, message, facts } = queryFailed([SHOWN, { ...SHOWN, path: undefined }]);
    assert.equal(code, 'QUERY_FAILED');
    assert.match(message, /computed\. \(at data\.0\.feature_value\); The feature/);
    assert.equal(facts.errors?.length, 2);
  });
});

describe('a secret that an error repeats', () => {
  const [own, sent] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')];

  for (const [where, error] of [
    ['its message', { message: `${own} and\n${sent}` }],
    ['its path', { message: 'no', path: [own, sent] }],
    ['its code', { message: 'no', extensions: { code: own + sent } }],
  ] as const) {
    it(`is concealed in ${where}`, async () => {
      const withData = (data: unknown) => ({
        ...answerOf(JSON.stringify({ data, errors: [error] })),
        secrets: [`Bearer ${sent}`, sent],
      });
      const failure = await rejection(readGraphql(withData(null), [own]));
      const partial = await readGraphql(withData({}), [own]);
      const text = inspect([failure, partial], { depth: 9, showHidden: true });
      assert(text.includes('***'));
      assert(!text.includes(own) && !text.includes(sent));
    });
  }
});
