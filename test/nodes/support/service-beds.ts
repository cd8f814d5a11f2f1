import type { InnerspaceCredentials, RdpCredentials } from '../../../nodes/settings';
import type { SimulatorOptions } from '../../../simulator/index';
import { type FlowNode, innerspace, rdp } from './flow-nodes';
import { type AccountOptions, type TestBed, useTestBed } from './test-bed';

/** A test bed whose flows have the configuration node of a service that is not iNode. */
export interface ServiceBed<Settings, Credentials> {
  readonly bed: TestBed;
  /** Deploys nodes; settings and credentials suit the simulator unless overridden. */
  readonly deploy: Deploy<Settings, Credentials>;
  /** Deploys them after a restart of Node-RED. */
  readonly restart: Deploy<Settings, Credentials>;
  /** Deploys what was modified, as the editor does; credentials stay unless given. */
  readonly redeploy: Deploy<Settings, Credentials>;
}

type Deploy<Settings, Credentials> = (
  nodes: readonly FlowNode[],
  settings?: Settings,
  credentials?: Credentials,
) => Promise<void>;

/** Gives each test of the suite an InnerSpace client with the id `innerspace`. */
export function useInnerspaceBed(options: SimulatorOptions = {}) {
  const bed = useTestBed(options);
  return serviceBed<Parameters<typeof innerspace>[0], InnerspaceCredentials>(
    bed,
    (settings) => innerspace({ baseUrl: bed.simulator.innerspace.baseUrl, ...settings }),
    () => bed.simulator.innerspace.account,
  );
}

/** Gives each test of the suite an RDP user with the id `rdp`. */
export function useRdpBed(options: SimulatorOptions = {}) {
  const bed = useTestBed(options);
  return serviceBed<Parameters<typeof rdp>[0], RdpCredentials>(
    bed,
    (settings) => {
      const { baseUrl, tokenUrl } = bed.simulator.rdp;
      return rdp({ baseUrl, tokenUrl, ...settings });
    },
    () => bed.simulator.rdp.account,
  );
}

function serviceBed<Settings, Credentials extends object>(
  bed: TestBed,
  config: (settings?: Settings) => FlowNode,
  valid: () => Credentials,
): ServiceBed<Settings, Credentials> {
  const flow = (nodes: readonly FlowNode[], settings?: Settings) => [config(settings), ...nodes];
  const others = (credentials: Credentials): AccountOptions => ({
    others: { [config().id]: { ...credentials } },
  });
  return {
    bed,
    deploy: (nodes, settings, credentials = valid()) =>
      bed.deploy(flow(nodes, settings), others(credentials)),
    restart: (nodes, settings, credentials = valid()) =>
      bed.restart(flow(nodes, settings), others(credentials)),
    redeploy: (nodes, settings, credentials) =>
      bed.redeploy(flow(nodes, settings), credentials && others(credentials)),
  };
}
