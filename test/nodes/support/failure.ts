import assert from 'node:assert/strict';
import { isOpenEnded, type Outcome } from './journal';

/** The error that a node gave to `done`, as far as flows can rely on it. */
export interface Failure {
  readonly message: string;
  readonly code: string;
  readonly statusCode: number | undefined;
  readonly retryAfter: number | undefined;
}

/** The failure that a node ended with; it must have this code, and nothing may have been sent. */
export function assertFailed(outcome: Outcome, code: string): Failure {
  assert.deepEqual(outcome.sent, []);
  return failureOf(outcome, code);
}

/** The messages that a node had sent before it failed with this code; none may pass for the last one. */
export function assertBrokenOff(outcome: Outcome, code: string): Outcome['sent'] {
  failureOf(outcome, code);
  assert(outcome.sent.every(isOpenEnded));
  assert(outcome.sent.every(({ inode }) => Object(inode).count === undefined));
  return outcome.sent;
}

function failureOf({ error }: Outcome, code: string): Failure {
  assert(isFailure(error), `the node did not fail with ${code}`);
  assert.equal(error.code, code);
  return error;
}

/** The messages that a node sent; it must not have failed. */
export function assertSent({ sent, error }: Outcome): Outcome['sent'] {
  assert.equal(error, undefined);
  return sent;
}

function isFailure(error: unknown): error is Failure {
  return (
    error instanceof Error && ['code', 'statusCode', 'retryAfter'].every((fact) => fact in error)
  );
}
