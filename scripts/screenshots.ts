/**
 * `npm run screenshots`: takes the pictures in docs/images of the
 * demonstration that `npm start` shows, in the Chromium of this machine.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { useFakeTimers } from 'sinon';
import { DEFAULT_OPTIONS } from '../simulator/options';
import { outageAt } from '../simulator/schedule';
import { photographPages } from './screenshots/photograph-pages';
import { AdminApi } from './support/admin-api';
import { launchBrowser } from './support/browser';
import { projectRoot } from './support/project-root';
import { withDemo } from './support/with-demo';

const IMAGES = join(projectRoot, 'docs', 'images');

const MINUTE = 60_000;

/** Milliseconds that a dialog takes to slide in. */
const SLIDE = 600;

/** The last moment when a sensor was offline: the flow has a branch that shows nothing while all are well. */
function lastOutage(): number {
  let time = Date.now();
  while (outageAt(time, DEFAULT_OPTIONS.devices) === undefined) time -= MINUTE;
  return time;
}

async function openEditor(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ deviceScaleFactor: 2, locale: 'en-US' });
  await page.goto(url);
  for (const id of ['demo-links', 'demo-devices']) {
    await page.locator(`#${id} .red-ui-flow-node-status-label`, { hasText: /^\d+ / }).waitFor();
  }
  await page.locator('#red-ui-tab-debug-link-button').click();
  return page;
}

/** The flow, and in the debug sidebar what one round of it brings. */
async function photographFlow(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 1240, height: 660 });
  await page.keyboard.press('Control+p');
  await page.locator('#red-ui-sidebar-debug-clear').click();

  const api = new AdminApi(url);
  const messages = page.locator('.red-ui-debug-msg');
  await api.inject('demo-links-inject');
  await messages.filter({ hasText: 'node: links' }).waitFor();
  await api.inject('demo-devices-inject');
  await messages.filter({ hasText: 'node: devices' }).waitFor();
  const offline = messages.filter({ hasText: 'node: offline device' });
  await offline.locator('.red-ui-debug-msg-object-handle').first().click();

  await page.mouse.move(0, 0);
  const clip = await canvasAndSidebar(page);
  await page.screenshot({ path: join(IMAGES, 'flow.png'), clip });
}

/** The part of the window below Node-RED's own header and above the footers. */
async function canvasAndSidebar(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const canvas = await page.locator('#red-ui-workspace').boundingBox();
  const footer = await page.locator('#red-ui-workspace-footer').boundingBox();
  const viewport = page.viewportSize();
  if (!canvas || !footer || !viewport) throw new Error('The editor has no canvas.');
  const { x, y } = canvas;
  return { x, y, width: viewport.width - x, height: footer.y - y };
}

/** The dialog of a list node, with a query parameter filled in. */
async function photographListDialog(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1220, height: 600 });
  await page.locator('#demo-links').dblclick();
  await page.locator('.red-ui-editableList-addButton').click();
  await page.locator('.inode-query-name').fill('status');
  await page.locator('.red-ui-typedInput-input').fill('Collecting');
  await page.locator('.red-ui-typedInput-input').blur();
  await photographDialog(page, 'list-dialog.png');
}

/** The dialog of the account, opened from the dialog of a list node. */
async function photographAccountDialog(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1220, height: 905 });
  await page.locator('#node-input-btn-server-edit').click();
  await page.locator('#node-config-input-baseUrl').waitFor();
  await photographDialog(page, 'config-dialog.png');
}

async function photographDialog(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SLIDE);
  await page.locator('.red-ui-tray').screenshot({ path: join(IMAGES, name) });
}

async function takeScreenshots(): Promise<void> {
  const browser = await launchBrowser();
  try {
    await mkdir(IMAGES, { recursive: true });
    await photographPages(browser, IMAGES);
    useFakeTimers({ now: lastOutage(), toFake: ['Date'] });
    await withDemo(async (url) => {
      const page = await openEditor(browser, url);
      await photographFlow(page, url);
      await photographListDialog(page);
      await photographAccountDialog(page);
    });
  } finally {
    await browser.close();
  }
}

takeScreenshots().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
