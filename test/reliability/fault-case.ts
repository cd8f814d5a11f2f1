import type { ErrorCode } from '../../src/errors';
import type { ScriptedFault } from '../../simulator';
import type { AccountNodeSettings } from '../nodes/support/flow-nodes';
import type { Bench } from './bench';

/** A fault of the simulator's script, or something else that is done before the trigger. */
export type Cause = ScriptedFault | ((bench: Bench) => void | Promise<void>);

/** Something that goes wrong, and how it ends for the flow. */
export interface Mishap {
  readonly cause: Cause;
  /** What is special about the account. */
  readonly account?: AccountNodeSettings;
  /**
   * Real time is needed, as unpacking a large body does: the clock then stands
   * still during the call, so that no time-out interferes.
   */
  readonly needsRealTime?: boolean;
  /** What arrives in the flow: the list, or an error with this code at the Catch node. */
  readonly sees: 'the list' | ErrorCode;
  /** Seconds in which further triggers get the same error without a request. */
  readonly coolsFor?: number;
}

/** A mishap of the document, and what it costs. */
export interface FaultCase extends Mishap {
  readonly name: string;
  /** The cause in words. */
  readonly done: string;
  /** Seconds that the error says one should wait. */
  readonly retryAfter?: number;
  /** Requests for the list, repetitions included. */
  readonly calls: number;
  readonly tokenRequests: number;
}

/** What went before: nothing, a list that arrived, or one whose token has expired since. */
export type Start = 'fresh' | 'signed in' | 'expired';

/** Faults that strike an account in the same state. */
export interface FaultGroup {
  readonly heading: string;
  readonly start: Start;
  readonly cases: readonly FaultCase[];
}
