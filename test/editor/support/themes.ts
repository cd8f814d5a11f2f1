import type { Page } from 'playwright-core';
import { nodeRedMajor } from '../../network/support/node-red-version';

export type Theme = 'light' | 'dark';

/** The themes of the Node-RED under test; the one that it begins with is last. */
export const THEMES: readonly Theme[] = nodeRedMajor() < 5 ? ['light'] : ['dark', 'light'];

/** Chooses a theme in Node-RED's settings, if there is a choice. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  if (THEMES.length === 1) return;
  await page.keyboard.press('Control+,');
  await page.locator('#user-settings-view-dark-theme').selectOption(theme);
  await page.locator('#node-dialog-ok').click();
  await page.locator('.red-ui-tray').waitFor({ state: 'detached' });
  const state = theme === 'dark' ? 'attached' : 'detached';
  await page.locator('html.nr-theme-dark').waitFor({ state });
}
