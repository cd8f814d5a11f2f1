import type { Locator } from 'playwright-core';

/** Milliseconds that the editor gets to react to a click: two that wait side by side would be a double click. */
const TIMEOUT = 10_000;

const ATTEMPTS = 5;

/**
 * Clicks, and does so again where the editor does not react: what it opens, moves
 * or chooses by itself in the same moment may undo a click.
 *
 * @param result what is visible when the click has had its effect; then none is needed
 * @param options where it is clicked, and with which keys
 */
export async function clickUntil(
  target: Locator,
  result: Locator,
  options?: Parameters<Locator['click']>[0],
): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS && !(await result.isVisible()); attempt++) {
    await target.click(options);
    await result.waitFor({ timeout: TIMEOUT }).catch(() => undefined);
  }
  await result.waitFor();
}
