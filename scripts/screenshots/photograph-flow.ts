import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { AdminApi } from '../support/admin-api';

/**
 * Takes the picture of the demonstration, and in the debug sidebar of what the
 * outage of a sensor and a failure bring.
 *
 * @param page the editor, with the debug sidebar open
 * @param url its address
 * @param images existing folder
 */
export async function photographFlow(page: Page, url: string, images: string): Promise<void> {
  await page.setViewportSize({ width: 1240, height: 760 });
  await page.keyboard.press('Control+p');
  await page.locator('#red-ui-sidebar-debug-clear').click();

  const api = new AdminApi(url);
  const messages = page.locator('.red-ui-debug-msg');
  await api.inject('demo-links-inject');
  await messages.filter({ hasText: 'node: links' }).waitFor();
  await api.inject('demo-devices-inject');
  await messages.filter({ hasText: 'node: on and off' }).waitFor();
  await api.inject('demo-errors-inject');
  await messages.filter({ hasText: 'node: error' }).waitFor();

  await page.locator('#red-ui-sidebar-debug-clear').blur();
  await page.mouse.move(0, 0);
  const clip = await canvasAndSidebar(page);
  await page.screenshot({ path: join(images, 'flow.png'), clip });
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
