import type { Simulator, SimulatorAccount } from '../../simulator/index';
import {
  createInode,
  type Inode,
  type InodeAuth,
  type InodeOptions,
} from '../../src/services/inode';

/** What the account of a simulator signs in with. */
export function oauth2(account: SimulatorAccount): InodeAuth {
  return { kind: 'oauth2', scope: 'sync', ...account };
}

/** Makes accounts of a simulator for the tests of the surrounding `describe`, and closes them. */
export function useInode(simulator: {
  readonly current: Simulator;
}): (changes?: Partial<InodeOptions>) => Inode {
  const open: Inode[] = [];
  afterEach(() => Promise.all(open.splice(0).map((inode) => inode.close())));
  return (changes) => {
    const { baseUrl, account } = simulator.current;
    const inode = createInode({
      baseUrl,
      auth: oauth2(account),
      timeout: 30_000,
      retries: 3,
      concurrency: 4,
      // Whatever the environment says: the simulator is on this machine.
      proxy: {},
      ...changes,
    });
    open.push(inode);
    return inode;
  };
}
