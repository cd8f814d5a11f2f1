/**
 * A CSS selector that the browser evaluates by itself. Playwright's own engine also visits
 * each element of the page to look for shadow roots, of which Node-RED has none.
 */
export function css(selector: string): string {
  return `css:light=${selector}`;
}
