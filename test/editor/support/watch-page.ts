import type { Page } from 'playwright-core';

/** The list of packages, which the palette manager does without where it cannot be loaded. */
const CATALOG = 'https://catalogue.nodered.org/catalogue.json';

/** Notes whatever goes wrong in a page: uncaught errors, and what its console calls one. */
export function watchPage(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() !== 'error' || url.startsWith(CATALOG)) return;
    problems.push(`${message.text()} (${url})`);
  });
}
