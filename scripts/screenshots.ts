/**
 * `npm run screenshots`: takes the pictures in docs/images of the
 * demonstration that `npm start` shows, in the Chromium of this machine.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { useFakeTimers } from 'sinon';
import { photographDialogs } from './screenshots/photograph-dialogs';
import { photographFlow } from './screenshots/photograph-flow';
import { photographPages } from './screenshots/photograph-pages';
import { RUSH_HOUR } from './screenshots/rush-hour';
import { launchBrowser } from './support/browser';
import { projectRoot } from './support/project-root';
import { withDemo } from './support/with-demo';

const IMAGES = join(projectRoot, 'docs', 'images');

/** Two minutes earlier, with all sensors online: the flow reports what changes then. */
const BEFORE = RUSH_HOUR - 2 * 60_000;

async function openEditor(browser: Browser, url: string): Promise<Page> {
  // The pictures are shown as wide as they are.
  const page = await browser.newPage({ locale: 'en-US' });
  await page.goto(url);
  for (const id of ['demo-links', 'demo-devices']) {
    await page.locator(`#${id} .red-ui-flow-node-status-label`, { hasText: /^\d+ / }).waitFor();
  }
  await page.locator('#red-ui-tab-debug-link-button').click();
  return page;
}

async function photographDemo(browser: Browser): Promise<void> {
  const clock = useFakeTimers({ now: BEFORE, toFake: ['Date'] });
  try {
    await withDemo(async (url) => {
      const page = await openEditor(browser, url);
      clock.setSystemTime(RUSH_HOUR);
      await photographFlow(page, url, IMAGES);
      await photographDialogs(page, IMAGES);
    });
  } finally {
    clock.restore();
  }
}

async function takeScreenshots(): Promise<void> {
  const browser = await launchBrowser();
  try {
    await mkdir(IMAGES, { recursive: true });
    await photographPages(browser, IMAGES);
    await photographDemo(browser);
  } finally {
    await browser.close();
  }
}

takeScreenshots().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
