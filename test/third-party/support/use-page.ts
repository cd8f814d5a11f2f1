import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../../../scripts/support/browser';
import { needs } from '../../support/needs';

/** Milliseconds that a page gets to show what is expected of it. */
const TIMEOUT = 20_000;

/**
 * Gives each test of the surrounding `describe` a page of a browser that does
 * not leave this machine, and leaves the tests out where there is no browser. A
 * test during which an error of the page is not caught fails.
 *
 * @param knownProblems what errors of the page say that are known, and not of this package
 */
export function usePage(knownProblems: readonly string[] = []): { readonly current: Page } {
  let browser: Browser | undefined;
  let page: Page | undefined;
  const problems: string[] = [];

  needs(hasBrowser, 'chromium');

  before(async () => {
    browser = await launchBrowser();
  });

  beforeEach(async () => {
    const context = await browser?.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'en-US',
    });
    assert(context !== undefined);
    context.setDefaultTimeout(TIMEOUT);
    page = await context.newPage();
    page.on('pageerror', (error) => {
      const isKnown = knownProblems.some((text) => error.message.includes(text));
      if (!isKnown) problems.push(error.stack ?? error.message);
    });
  });

  afterEach(async () => {
    await page?.context().close();
    assert.deepEqual(problems.splice(0), []);
  });

  after(() => browser?.close());

  return {
    get current() {
      assert(page !== undefined, 'The page is there only while a test runs.');
      return page;
    },
  };
}
