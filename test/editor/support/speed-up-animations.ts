import type { BrowserContext } from 'playwright-core';

/**
 * Makes the editor slide its dialogs in, and show its tooltips, in a fraction
 * of the time: to look at them is not what the tests do.
 */
export async function speedUpAnimations(context: BrowserContext): Promise<void> {
  await context.addInitScript(`{
    const { setTimeout } = window;
    window.setTimeout = (callback, delay, ...rest) => setTimeout(callback, delay / 10, ...rest);
    const still = new CSSStyleSheet();
    still.replaceSync('* { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets.push(still);
  }`);
}
