import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');

function assertResults(value: unknown): asserts value is Pick<AxeResults, 'violations'> {
  assert(typeof value === 'object' && value !== null && 'violations' in value);
  assert(Array.isArray(value.violations));
}

/** The part of the page that an open dialog is. */
const DIALOG = '.red-ui-tray';

/**
 * Has axe look at the open dialog.
 *
 * @param except selectors of what is Node-RED's own
 * @param rules what axe looks for; everything, unless given
 * @returns a line for each serious or critical finding, with the elements that it is about
 */
export async function audit(
  page: Page,
  except: readonly string[],
  rules?: readonly string[],
): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.addScriptTag({ path: AXE });
  const context = JSON.stringify({ include: [DIALOG], exclude: except });
  const options = JSON.stringify(rules ? { runOnly: rules } : {});
  const results: unknown = await page.evaluate(`axe.run(${context}, ${options})`);
  assertResults(results);
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
