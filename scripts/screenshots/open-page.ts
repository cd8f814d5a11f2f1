import type { Browser, Page } from 'playwright-core';
import { CITY_ZONE } from './rush-hour';

/** Milliseconds that a busy machine gets for each step. */
const TIMEOUT = 120_000;

/** A page for a picture, which is shown as wide as it is. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<Page> {
  const page = await browser.newPage({ locale: 'en-US', timezoneId: CITY_ZONE, viewport });
  page.setDefaultTimeout(TIMEOUT);
  return page;
}

/** Waits until the editor has loaded. */
export async function openEditor(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
}
