/**
 * Collects the errors that would end the process in each test of the
 * surrounding `describe`. Otherwise mocha takes them for failures of whatever
 * test runs at the moment.
 */
export function useUncaught(): readonly unknown[] {
  const caught: unknown[] = [];
  let before: NodeJS.UncaughtExceptionListener[] = [];
  const collect = (error: unknown): void => {
    caught.push(error);
  };
  beforeEach(() => {
    caught.length = 0;
    before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', collect);
  });
  afterEach(() => {
    process.off('uncaughtException', collect);
    for (const listener of before) process.on('uncaughtException', listener);
  });
  return caught;
}
