import { needsTinyproxy, startTinyproxy, type Tinyproxy, type TinyproxyOptions } from './tinyproxy';

/**
 * Gives each test of the surrounding `describe` a real proxy, and leaves the
 * tests out where there is none.
 *
 * @param options asked for each test.
 */
export function useTinyproxy(options: () => TinyproxyOptions = () => ({})): {
  readonly current: Tinyproxy;
} {
  let proxy: Tinyproxy;
  needsTinyproxy();
  beforeEach(async () => {
    proxy = await startTinyproxy(options());
  });
  afterEach(() => proxy.close());
  return {
    get current() {
      return proxy;
    },
  };
}
