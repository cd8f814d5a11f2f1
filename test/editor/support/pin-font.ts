import type { BrowserContext, Page } from 'playwright-core';

/** As wide as any that people have: what fits in it fits in the others, too. */
const FONT = 'DejaVu Sans';

/** Gives Node-RED's editor the same font on every machine, instead of the first that there is. */
export async function pinFont(context: BrowserContext): Promise<void> {
  await context.addInitScript(`{
    const pinned = new CSSStyleSheet();
    pinned.replaceSync(':root { --red-ui-primary-font: "${FONT}", sans-serif !important }');
    document.adoptedStyleSheets.push(pinned);
  }`);
}

/** Whether this machine has the font: without it, its letters are those of the generic one. */
export function hasPinnedFont(page: Page): Promise<boolean> {
  return page.evaluate((font) => {
    const context = document.createElement('canvas').getContext('2d');
    const widthIn = (family: string): number | undefined => {
      if (context) context.font = `100px ${family}`;
      return context?.measureText('Kartenname').width;
    };
    return widthIn(`"${font}", monospace`) !== widthIn('monospace');
  }, FONT);
}
