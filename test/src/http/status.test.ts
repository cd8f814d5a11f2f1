import assert from 'node:assert/strict';
import type { ErrorCode } from '../../../src/errors';
import { isResult, statusError } from '../../../src/http/status';
import { answerOf } from '../../support/answer-of';

describe('a status', () => {
  const failure = (status: number, headers = {}) => statusError(answerOf('', { status, headers }));

  for (const status of [200, 201, 204, 299]) {
    it(`${status} is not a failure`, () => {
      assert.equal(failure(status), undefined);
    });
  }

  const CODES: [status: number, code: ErrorCode][] = [
    [199, 'HTTP_ERROR'],
    [304, 'HTTP_ERROR'],
    [400, 'HTTP_ERROR'],
    [401, 'UNAUTHORIZED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [418, 'HTTP_ERROR'],
    [429, 'RATE_LIMITED'],
    [500, 'SERVER_ERROR'],
    [503, 'SERVER_ERROR'],
  ];
  for (const [status, code] of CODES) {
    it(`${status} means ${code} and is reported`, () => {
      const error = failure(status);
      assert.deepEqual([error?.code, error?.facts.statusCode], [code, status]);
    });
  }

  for (const status of [206, 226]) {
    it(`${status} means that only a part came, and is not a result`, () => {
      const { code, facts } = failure(status) ?? assert.fail();
      assert.deepEqual(
        [code, String(facts.reason)],
        ['ANSWER_INVALID', `partial(status: ${status})`],
      );
      assert.equal(isResult(answerOf('', { status })), false);
    });
  }

  it('429 and 503 say how long to wait; other statuses do not', () => {
    const seconds = [429, 503, 500, 403].map(
      (status) => failure(status, { 'retry-after': '60' })?.facts.retryAfter,
    );
    assert.deepEqual(seconds, [60, 60, undefined, undefined]);
  });

  it('of an HTML page is marked as one that says nothing of the service', () => {
    const types = ['text/html; charset=utf-8', 'application/xhtml+xml', 'application/json', ''];
    const marked = types.map((type) => failure(401, { 'content-type': type })?.marks.page);
    assert.deepEqual(marked, [true, true, undefined, undefined]);
  });
});
