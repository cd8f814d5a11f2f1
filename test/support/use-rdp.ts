import type { Simulator } from '../../simulator/index';
import { createRdp, type Rdp, type RdpOptions } from '../../src/services/rdp';

/** A client of a simulator's RDP. */
export function rdpOf({ rdp }: Simulator, changes: Partial<RdpOptions> = {}): Rdp {
  const { baseUrl, tokenUrl, account } = rdp;
  return createRdp({
    baseUrl,
    tokenUrl,
    ...account,
    scope: 'trapi',
    takeExclusiveSignOnControl: true,
    timeout: 30_000,
    retries: 3,
    concurrency: 4,
    // Whatever the environment says: the simulator is on this machine.
    proxy: {},
    ...changes,
  });
}

/** Makes clients of a simulator's RDP for the tests of the surrounding `describe`, and closes them. */
export function useRdp(simulator: {
  readonly current: Simulator;
}): (changes?: Partial<RdpOptions>) => Rdp {
  const open: Rdp[] = [];
  afterEach(() => Promise.all(open.splice(0).map((rdp) => rdp.close())));
  return (changes) => {
    const rdp = rdpOf(simulator.current, changes);
    open.push(rdp);
    return rdp;
  };
}
