import { setImmediate as nextPass } from 'node:timers/promises';

/** Counts the passes of the event loop during each test of the surrounding `describe`. */
export function usePasses(): { readonly current: number } {
  let pass: number;
  let counting: NodeJS.Immediate;
  const count = (): void => {
    pass++;
    counting = setImmediate(count);
  };
  beforeEach(async () => {
    // Whatever was computed before is over.
    await nextPass();
    pass = 0;
    counting = setImmediate(count);
  });
  afterEach(() => clearImmediate(counting));
  return {
    get current() {
      return pass;
    },
  };
}
