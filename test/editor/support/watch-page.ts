import type { Page } from 'playwright-core';

/** Notes whatever goes wrong in a page: uncaught errors, and what its console calls one. */
export function watchPage(page: Page, troubles: string[]): void {
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} (${message.location().url})`);
  });
}
