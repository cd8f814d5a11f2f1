import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { AdminApi, assertFlow } from '../support/admin-api';
import { projectRoot } from '../support/project-root';
import { startTemporaryNodeRed } from '../support/temporary-node-red';
import { openEditor, openPage } from './open-page';
import { CITY_ZONE, MOVED_CLOCK, RUSH_HOUR } from './rush-hour';

/** The example that is in the picture, as one can import it. */
const EXAMPLE = 'Links every minute';

/**
 * Takes the picture of the first example, with the first link open in the debug sidebar.
 *
 * @param images existing folder
 */
export async function photographFlow(browser: Browser, images: string): Promise<void> {
  const nodeRed = await startTemporaryNodeRed({
    nodeRed: process.env['NODE_RED'] ?? 'node-red',
    installed: true,
    env: { ...MOVED_CLOCK, TZ: CITY_ZONE },
  });
  try {
    nodeRed.process.sendMessage(JSON.stringify({ now: RUSH_HOUR }));
    const page = await openExample(browser, nodeRed.process.url);
    await showFirstLink(page);
    await page.mouse.move(0, 0);
    const clip = await canvasAndSidebar(page);
    await page.screenshot({ path: join(images, 'flow.png'), clip });
    await page.close();
  } finally {
    await nodeRed.close();
  }
}

async function openExample(browser: Browser, url: string): Promise<Page> {
  const file = join(projectRoot, 'examples', `${EXAMPLE}.json`);
  const flow: unknown = JSON.parse(await readFile(file, 'utf8'));
  assertFlow(flow);
  const api = new AdminApi(url);
  await api.deploy(flow);

  const page = await openPage(browser, { width: 880, height: 600 });
  await page.clock.install({ time: RUSH_HOUR });
  await openEditor(page, url);
  // Leaves the debug sidebar alone beside the canvas.
  await page.locator('.red-ui-sidebar-toggle-button-left').click();
  await page.locator('.red-ui-sidebar-tab-bar button:has(.fa-info)').click();
  await page.keyboard.press('Control+Alt+l');
  for (const { id, type } of flow) if (type === 'inject') await api.inject(id);
  return page;
}

/** Opens the array, its first ten items and the first of them. */
async function showFirstLink(page: Page): Promise<void> {
  const entries = page.locator('.red-ui-debug-msg').last().locator('.red-ui-debug-msg-expandable');
  for (const index of [0, 1, 2]) await entries.nth(index).click();
}

/** The part of the window below Node-RED's own header and above its buttons. */
async function canvasAndSidebar(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const canvas = await page.locator('#red-ui-workspace').boundingBox();
  const sidebar = await page.locator('.red-ui-sidebar-right').last().boundingBox();
  const viewport = page.viewportSize();
  if (!canvas || !sidebar || !viewport) throw new Error('The editor has no canvas.');
  const { y } = canvas;
  return { x: 0, y, width: viewport.width, height: sidebar.y + sidebar.height - y };
}
