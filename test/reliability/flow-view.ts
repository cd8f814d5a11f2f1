import assert from 'node:assert/strict';
import type { NodeMessage } from 'node-red';
import { assertFailed } from '../nodes/support/failure';
import type { Outcome } from '../nodes/support/journal';
import type { TestBed } from '../nodes/support/test-bed';
import { pause } from '../support/clock';
import type { Scenario } from './fault-case';

/** What arrived in a flow. */
export interface Seen {
  readonly sees: Scenario['sees'];
  /** Seconds that the error says one should wait. */
  readonly retryAfter: number | undefined;
}

/**
 * Lets `trigger` give one message to a node, and checks that all that can hear
 * of its end do so once: `done`, what is wired to the node, Complete, Catch, Status.
 */
export async function watchTrigger(
  bed: TestBed,
  id: string,
  sees: Scenario['sees'],
  trigger: () => Promise<Outcome>,
): Promise<Seen> {
  // What went before may still be on its way through the flow.
  await pause(5);
  const before = arrivals(bed, id);
  const outcome = await trigger();
  await pause();
  const [done, out, complete, caught] = arrivals(bed, id).map((n, i) => n - (before[i] ?? 0));
  const isAnswer = sees === 'the answer';
  assert.deepEqual(
    { done, out, complete, caught },
    { done: 1, out: isAnswer ? 1 : 0, complete: isAnswer ? 1 : 0, caught: isAnswer ? 0 : 1 },
    `what arrived where ${sees} was expected`,
  );
  const { fill, text } = field(bed.journal.received('shown').at(-1), 'status');
  assert.equal(fill, isAnswer ? 'green' : 'red');
  assert(typeof text === 'string' && text.length < 20, `the status is short: ${String(text)}`);
  if (isAnswer) return { sees, retryAfter: undefined };

  const { message, retryAfter } = assertFailed(outcome, sees);
  const error = field(bed.journal.received('caught').at(-1), 'error');
  assert.equal(error['message'], message);
  assert.equal(error['code'], sees);
  assert.equal(Object(error['source']).id, id);
  return { sees, retryAfter };
}

function arrivals({ journal }: TestBed, id: string): number[] {
  const received = ['out', 'complete', 'caught'].map((each) => journal.received(each).length);
  return [journal.completedBy(id), ...received];
}

/** An object that a message carries. */
function field(msg: NodeMessage | undefined, name: string): Record<string, unknown> {
  const value: unknown = Object.entries(msg ?? {}).find(([key]) => key === name)?.[1];
  assert(isRecord(value), `the message has a ${name}`);
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
