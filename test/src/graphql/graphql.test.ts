import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { type GraphqlAnswer, queryFailed, readGraphql } from '../../../src/graphql/graphql';
import { Reason } from '../../../src/reasons';
import { type AnswerHead, answerOf } from '../../support/answer-of';
import { passesDuring } from '../../support/passes-during';
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

describe('the answer to an operation', () => {
  it('is no more than its status where a failure is longer than 64 KB', async () => {
    const errors = Array.from({ length: 10_000 }, () => BROKEN);
    const { code, facts } = await rejection(read({ errors }, { status: 503 }));
    assert.deepEqual([code, facts.errors], ['SERVER_ERROR', undefined]);
  });

  it('holds the beginning of the words of an error, however long they are', async () => {
    const long = 'x'.repeat(1_000_000);
    const { errors } = await read({
      data: {},
      errors: [{ message: long, path: Array(100_000).fill('a'), extensions: { code: long } }],
    });
    const [shown] = errors;
    assert.deepEqual(shown, {
      message: long.slice(0, 300),
      path: 'a.'.repeat(100).slice(0, -1),
      code: long.slice(0, 300),
    });
  });

  it('lets the event loop run while it looks for secrets in many long errors', async () => {
    const error = { message: '%2525'.repeat(4_000), path: '%41'.repeat(7_000) };
    const body = { errors: Array.from({ length: 20 }, () => error) };
    const secrets = ['secret'];
    const passes = await passesDuring(() =>
      rejection(readGraphql(answerOf(JSON.stringify(body)), secrets)),
    );
    assert(passes >= 10, `${passes} passes`);
  });

  it('is its data', async () => {
    assert.deepEqual(await read({ data: { a: [1] } }), {
      data: { a: [1] },
      errors: [],
      errorsLeftOut: 0,
    });
  });

  for (const errors of [null, []]) {
    it(`is its data also where the errors are ${JSON.stringify(errors)}`, async () => {
      assert.deepEqual((await read({ data: { a: 1 }, errors })).errors, []);
    });
  }

  it('holds the errors beside the data, each with message, path and code', async () => {
    const answer = await read({ data: { a: null }, errors: [BROKEN, { message: 'and this' }] });
    assert.deepEqual(answer, {
      data: { a: null },
      errors: [SHOWN, { message: 'and this', path: undefined, code: undefined }],
      errorsLeftOut: 0,
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

  for (const status of [400, 409, 422]) {
    it(`may say in a ${status} what was wrong`, async () => {
      const { code, facts } = await rejection(read({ errors: [BROKEN] }, { status }));
      assert.deepEqual([code, facts.errors, facts.statusCode], ['QUERY_FAILED', [SHOWN], status]);
    });

    it(`is not a success with a ${status}, whatever data it holds`, async () => {
      assert.equal((await rejection(read({ data: { a: 1 } }, { status }))).code, 'HTTP_ERROR');
      const partial = await rejection(read({ data: { a: 1 }, errors: [BROKEN] }, { status }));
      assert.deepEqual([partial.code, partial.facts.errors], ['QUERY_FAILED', [SHOWN]]);
    });
  }

  for (const [status, expected] of [
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER_ERROR'],
  ] as const) {
    it(`with ${status} means ${expected}, in the words of its errors`, async () => {
      const { code, facts } = await rejection(read({ errors: [BROKEN] }, { status }));
      assert.deepEqual([code, facts.statusCode, facts.errors], [expected, status, [SHOWN]]);
      assert.match(
        facts.serviceMessage ?? '',
        /^The feature could not be computed\. \(at data\.0\.feature_value/,
      );
    });
  }

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

  it('refuses the token not for one field beside data, where a new one would run the others again', async () => {
    const errors = [{ message: 'not you', path: ['me'], extensions: { code: 'UNAUTHENTICATED' } }];
    const { data, errors: shown } = await read({ data: { acknowledge: true, me: null }, errors });
    assert.deepEqual(data, { acknowledge: true, me: null });
    assert.deepEqual(shown, [{ message: 'not you', path: 'me', code: 'UNAUTHENTICATED' }]);
  });

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

  const PATHS: [error: object, path: string | undefined][] = [
    [{ extensions: { path: '$.selectionSet.a' } }, '$.selectionSet.a'],
    [{ extensions: { path: '$' } }, undefined],
    [{ extensions: { path: ['a', 0] } }, 'a.0'],
    [{ path: 'a' }, 'a'],
    [{ path: [], extensions: { path: '$.a' } }, undefined],
    [{ path: ['a', { toString: 1 }, null] }, 'a'],
  ];
  for (const [error, path] of PATHS) {
    it(`has the path ${path} where an error is ${JSON.stringify(error)}`, async () => {
      const { facts } = await rejection(read({ errors: [{ message: 'no', ...error }] }));
      assert.equal(facts.errors?.[0]?.path, path);
    });
  }

  it('keeps the words of an error that is nothing but words', async () => {
    const { message, facts } = await rejection(read({ errors: ['boom'] }));
    assert.equal(facts.errors?.[0]?.message, 'boom');
    assert.match(message, /: boom$/);
  });

  it('shows no more than a thousand characters of all errors together', async () => {
    const errors = Array.from({ length: 10 }, () => ({ message: 'x'.repeat(300) }));
    const { message } = await rejection(read({ errors }));
    assert.equal(
      message,
      `QUERY_FAILED: ${Array(4).fill('x'.repeat(300)).join('; ').slice(0, 1_000)}…`,
    );
  });

  it('has the code where an error has no words', async () => {
    const { message } = await rejection(read({ errors: [{ extensions: { code: 'broken' } }] }));
    assert.match(message, /: broken$/);
  });

  for (const error of [null, '', 7, {}, { message: 1, path: 7, extensions: { code: 2 } }]) {
    it(`can be read where an error is ${JSON.stringify(error)}`, async () => {
      const { message, facts } = await rejection(read({ errors: [error] }));
      const nothing = { message: undefined, path: undefined, code: undefined };
      assert.deepEqual(facts.errors, [nothing]);
      assert(facts.reason instanceof Reason, 'it can be translated');
      assert.match(message, /graphqlSaysNothing$/);
    });
  }

  it('with thousands of errors is reported by the first of them, and how many there are', async () => {
    const errors = Array.from({ length: 20_000 }, (_, row) => ({ message: `row ${row}` }));
    const { message, facts } = await rejection(read({ errors }));
    assert.match(message, /row 8; row 9; … \(\+19990\)$/);
    assert.deepEqual([facts.errors?.length, facts.errorsLeftOut], [100, 19_900]);
  });
});

describe('errors beside data that are not wanted', () => {
  it('become one error with all of them', () => {
    const { code, message, facts } = queryFailed({
      errors: [SHOWN, { ...SHOWN, path: undefined }],
      errorsLeftOut: 0,
    });
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
    it(`is redact in ${where}`, async () => {
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
