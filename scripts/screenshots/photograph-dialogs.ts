import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Milliseconds that a dialog takes to slide in. */
const SLIDE = 600;

/**
 * Takes the pictures of the dialogs, each with what it shows when it has asked
 * the service: of a list node with a preview, of its account with a passed test.
 *
 * @param page the editor of the demonstration
 * @param images existing folder
 */
export async function photographDialogs(page: Page, images: string): Promise<void> {
  await page.setViewportSize({ width: 1220, height: 960 });
  await page.locator('#demo-links').dblclick();
  await ask(page, 'inode-preview');
  await photographDialog(page, join(images, 'list-dialog.png'));

  await page.setViewportSize({ width: 1220, height: 620 });
  await page.locator('#node-input-btn-server-edit').click();
  await page.locator('#node-config-input-auth').selectOption('token');
  // An address of one's own has unfolded them.
  await page.locator('#inode-advanced summary').click();
  await ask(page, 'inode-test');
  await photographDialog(page, join(images, 'config-dialog.png'));
}

/** Presses a button that asks the runtime, and waits for the answer. */
async function ask(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).click();
  await page.locator(`#${id}:not([aria-busy])`).waitFor();
  const problem = page.locator(`#${id}-result .form-warning`);
  if ((await problem.count()) > 0) throw new Error(await problem.innerText());
}

async function photographDialog(page: Page, path: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SLIDE);
  await page.locator('.red-ui-tray').last().screenshot({ path });
}
