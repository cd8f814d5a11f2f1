import type { FaultFilter, Simulator, SimulatorOptions } from '../../../simulator/index';
import type { ErrorCode } from '../../../src/errors';
import type { FlowNode } from '../../nodes/support/flow-nodes';

/** Id that the configuration node has on the rig, whatever its service. */
export const CONFIG = 'service';

/** Seconds that an access token lives on the rig. */
export const TOKEN_LIFE = 600;

/** The credentials that a simulated service accepts. */
export interface SimulatedAccount {
  readonly account: object;
  changeAccount(changes: object): void;
}

/** What a service brings to the rig. */
export interface TestedService {
  /** As the report calls it. */
  readonly name: string;
  /** Its working nodes. */
  readonly nodes: readonly FlowNode[];
  /** Its configuration node, with the id `CONFIG`. */
  readonly config: (settings: object) => FlowNode;
  /** The settings that lead to the service at an origin. */
  readonly at: (origin: string) => object;
  /** Settings of which each has the service shown other credentials; together they show all. */
  readonly signIns: readonly object[];
  /** How the simulator is set up, with secrets of its own at each call. */
  readonly options: () => SimulatorOptions;
  readonly simulated: (simulator: Simulator) => SimulatedAccount;
  /** How its requests are recognized. */
  readonly calls: FaultFilter;
  readonly signIn: FaultFilter;
  /** What a refused sign-in means. */
  readonly refusal: ErrorCode;
}
