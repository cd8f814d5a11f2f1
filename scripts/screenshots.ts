/**
 * `npm run screenshots`: takes the pictures in docs/images, of Node-RED 5 in the Chromium
 * of this machine. They are shown as wide as they are.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { useFakeTimers } from 'sinon';
import { openEditor, openPage } from './screenshots/open-page';
import { photographDialogs } from './screenshots/photograph-dialogs';
import { photographFlow } from './screenshots/photograph-flow';
import { photographPages } from './screenshots/photograph-pages';
import { RUSH_HOUR } from './screenshots/rush-hour';
import { launchBrowser } from './support/browser';
import { projectRoot } from './support/project-root';
import { withDemo } from './support/with-demo';

const IMAGES = join(projectRoot, 'docs', 'images');

async function photographDemo(browser: Browser): Promise<void> {
  const clock = useFakeTimers({ now: RUSH_HOUR, toFake: ['Date'] });
  try {
    await withDemo(async (url) => {
      const page = await openPage(browser, { width: 880, height: 900 });
      await openEditor(page, url);
      const status = page.locator('#demo-links .red-ui-flow-node-status-label');
      await status.filter({ hasText: /^\d+ / }).waitFor();
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
    await photographFlow(browser, IMAGES);
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
