import assert from 'node:assert/strict';
import { ServiceError } from '../../src/errors';

describe('ServiceError', () => {
  it('says what happened and what to do, with the facts filled in', () => {
    const error = new ServiceError('UNREACHABLE', { reason: 'ECONNREFUSED' });
    assert.equal(
      error.message,
      'The service cannot be reached (ECONNREFUSED). Check the network, the base URL and the proxy.',
    );
  });

  it('says how long to wait where the service did', () => {
    const error = new ServiceError('RATE_LIMITED', { statusCode: 429, retryAfter: 60 });
    assert.match(error.message, /Wait 60 s\.$/);
  });

  it('says that it was the sign-in that failed', () => {
    const error = new ServiceError('SERVER_ERROR', { statusCode: 503, during: 'sign-in' });
    assert.match(error.message, /^During the sign-in: .* \(status 503\)/);
  });

  it('fills nothing in from its prototype, nor from a fact that looks like a placeholder', () => {
    const error = new ServiceError('UNREACHABLE', { reason: '__statusCode__' });
    assert.match(error.message, /\(__statusCode__\)/);
    assert.match(new ServiceError('SERVER_ERROR').message, /status \?/);
  });
});
