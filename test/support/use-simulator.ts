import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index';

/** Gives each test of the surrounding `describe` a fresh simulator. */
export function useSimulator(options: SimulatorOptions = {}): { readonly current: Simulator } {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator(options);
  });
  afterEach(() => simulator.close());
  return {
    get current() {
      return simulator;
    },
  };
}
