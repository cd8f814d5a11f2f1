import assert from 'node:assert/strict';
import { ServiceError } from '../../src/errors';
import { because, Reason } from '../../src/reasons';

describe('a ServiceError', () => {
  it('says its code, its reason and its status to those who read code', () => {
    const why = because('noAccessToken');
    const reason = because('tokenAnswerUnusable', { why });
    assert.equal(new ServiceError('INTERNAL').message, 'INTERNAL');
    assert.equal(
      new ServiceError('SIGN_IN_FAILED', { reason }).message,
      'SIGN_IN_FAILED: tokenAnswerUnusable(why: noAccessToken)',
    );
    assert.equal(
      new ServiceError('SERVER_ERROR', { statusCode: 503, list: 'links' }).message,
      'SERVER_ERROR: links, status 503',
    );
  });

  it('shows names of strangers in a reason on one line, without control characters, and shortened', () => {
    const reason = new Reason('valueNoText', {
      name: `a\r\n30 Nov 00:00:00 - [info] all is well\u001b[2K${'x'.repeat(1_000)}`,
    });
    const { message } = new ServiceError('QUERY_INVALID', { reason });
    assert.match(message, /^QUERY_INVALID: valueNoText\(name: a 30 Nov [^\p{C}]+\)$/u);
    assert(message.length < 350);
  });

  it('keeps its facts and marks under others', () => {
    const error = new ServiceError('UNREACHABLE', { reason: 'ECONNREFUSED' }, { sent: false });
    const more = error.with({ retryAfter: 5 }, { retriesSpent: true }, 'TIMEOUT');
    assert.deepEqual(
      [more.code, more.facts, more.marks],
      ['TIMEOUT', { reason: 'ECONNREFUSED', retryAfter: 5 }, { sent: false, retriesSpent: true }],
    );
  });
});
