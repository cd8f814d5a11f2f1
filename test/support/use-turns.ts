import { setImmediate as nextPass } from 'node:timers/promises';

/** Counts the passes of the event loop during each test of the surrounding `describe`. */
export function useTurns(): { readonly current: number } {
  let turn: number;
  let counting: NodeJS.Immediate;
  const count = (): void => {
    turn++;
    counting = setImmediate(count);
  };
  beforeEach(async () => {
    // Whatever was computed before is over.
    await nextPass();
    turn = 0;
    counting = setImmediate(count);
  });
  afterEach(() => clearImmediate(counting));
  return {
    get current() {
      return turn;
    },
  };
}
