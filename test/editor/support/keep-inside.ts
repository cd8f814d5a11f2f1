import type { BrowserContext } from 'playwright-core';

/** The list of packages that the palette manager loads when it opens. */
const CATALOGUE = 'https://catalogue.nodered.org/catalogue.json';

/** Cuts the pages off from other machines; the palette manager finds an empty catalogue. */
export async function keepInside(context: BrowserContext): Promise<void> {
  await context.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    async (route) => {
      if (route.request().url().startsWith(CATALOGUE)) {
        await route.fulfill({ json: { name: 'nothing', modules: [] } });
      } else {
        await route.abort();
      }
    },
  );
}
