import type { Simulator } from '../../simulator/index';
import {
  createInnerspace,
  type Innerspace,
  type InnerspaceOptions,
} from '../../src/services/innerspace';

/** Makes clients of a simulator's InnerSpace for the tests of the surrounding `describe`, and closes them. */
export function useInnerspace(simulator: {
  readonly current: Simulator;
}): (changes?: Partial<InnerspaceOptions>) => Innerspace {
  const open: Innerspace[] = [];
  afterEach(() => Promise.all(open.splice(0).map((innerspace) => innerspace.close())));
  return (changes) => {
    const { baseUrl, account } = simulator.current.innerspace;
    const innerspace = createInnerspace({
      baseUrl,
      ...account,
      generation: 'v1',
      audience: '',
      formAsJson: false,
      timeout: 30_000,
      retries: 3,
      concurrency: 4,
      // Whatever the environment says: the simulator is on this machine.
      proxy: {},
      ...changes,
    });
    open.push(innerspace);
    return innerspace;
  };
}
