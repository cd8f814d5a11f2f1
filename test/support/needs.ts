/**
 * Leaves the tests of the surrounding `describe` out on a machine that lacks
 * something, and says which of Debian's packages bring it.
 *
 * @param isThere asked before the first of the tests
 */
export function needs(isThere: () => boolean | Promise<boolean>, ...packages: string[]): void {
  before(async function () {
    if (await isThere()) return;
    skipWithout(this, ...packages);
  });
}

/** Skips a test, or those behind a hook, and says which of Debian's packages are missing. */
export function skipWithout(context: Mocha.Context, ...packages: string[]): void {
  process.stdout.write(`skipped: this needs the Debian packages ${packages.join(', ')}\n`);
  context.skip();
}
