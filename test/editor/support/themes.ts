import type { Page } from 'playwright-core';
import { nodeRedMajor } from '../../network/support/node-red-version';

export type Theme = 'light' | 'dark';

/** The themes of the Node-RED under test; the one that it begins with is first. */
export const THEMES: readonly Theme[] = nodeRedMajor() < 5 ? ['light'] : ['light', 'dark'];

/** Makes Node-RED follow the system's theme, if it has a choice of themes. */
export async function followSystem(page: Page): Promise<void> {
  if (THEMES.length === 1) return;
  await page.keyboard.press('Control+,');
  await page.locator('#user-settings-view-dark-theme').selectOption('auto');
  await page.locator('#node-dialog-ok').click();
  await page.locator('.red-ui-tray').waitFor({ state: 'detached' });
}

/** Changes the theme of the system. */
export async function changeTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const state = theme === 'dark' ? 'attached' : 'detached';
  await page.locator('html.nr-theme-dark').waitFor({ state });
}
