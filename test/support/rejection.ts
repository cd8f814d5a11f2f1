import assert from 'node:assert/strict';
import { ServiceError } from '../../src/errors';

/** The error of this library that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<ServiceError> {
  try {
    await promise;
  } catch (error) {
    assert(error instanceof ServiceError, `not an error of this library: ${String(error)}`);
    return error;
  }
  return assert.fail('The promise was not rejected.');
}
