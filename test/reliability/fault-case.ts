import type { ScriptedFault, SimulatorOptions } from '../../simulator/index';
import type { ErrorCode } from '../../src/errors';
import type { FaultRig } from './fault-rig';

/** A fault of the simulator's script, or something else that is done before the trigger. */
export type Cause = ScriptedFault | ((rig: FaultRig) => void | Promise<void>);

/** Something that goes wrong, and how it ends for the flow. */
export interface Scenario {
  readonly cause: Cause;
  /** What is special about the service. */
  readonly service?: SimulatorOptions;
  /** What is special about the settings of the configuration node. */
  readonly settings?: object;
  /** These settings belong to the cause: only a deploy without them ends it. */
  readonly endsByDeploy?: boolean;
  /**
   * Real time is needed, as unpacking a large body does: the clock then stands
   * still during the call, so that no time-out interferes.
   */
  readonly needsRealTime?: boolean;
  /** What arrives in the flow: what was asked for, or an error with this code at the Catch node. */
  readonly sees: 'the answer' | ErrorCode;
  /** Seconds in which further triggers get the same error without a request. */
  readonly coolsFor?: number;
  /** Seconds that are let pass before it must work again, whatever is asked in them. */
  readonly rests?: number | undefined;
}

/** A scenario of the report, and what it costs. */
export interface FaultCase extends Scenario {
  readonly name: string;
  /** The cause in words. */
  readonly done: string;
  /** Seconds that the error says one should wait. */
  readonly retryAfter?: number;
  /** Requests for the answer, repetitions included. */
  readonly calls: number;
  readonly tokenRequests: number;
}

/** What went before: nothing, an answer that arrived, or one whose token has expired since. */
export type Start = 'fresh' | 'signed in' | 'expired';

/** Faults that strike an account in the same state. */
export interface FaultGroup {
  readonly heading: string;
  readonly start: Start;
  /** Ids of the nodes that are put through each of them. */
  readonly nodes: readonly string[];
  readonly cases: readonly FaultCase[];
}
