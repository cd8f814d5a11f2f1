import type { Page } from 'playwright-core';

/** An editor without the revision of its flow takes no notice of what others deploy. */
const FORGET_REVISION = 'RED.nodes.version(null)';

/** What the editor itself does when another project is opened: empties itself, and loads. */
const LOAD = `(async () => {
  const headers = { Accept: 'application/json', 'Node-RED-API-Version': 'v2' };
  const { flows, rev } = await (await fetch('flows', { headers })).json();
  RED.nodes.clear();
  // What the pointer was on is gone, and cannot notice that it leaves.
  for (const tooltip of document.querySelectorAll('.red-ui-flow-port-tooltip')) tooltip.remove();
  RED.history.clear();
  RED.actions.invoke('core:clear-debug-messages');
  RED.nodes.version(rev);
  RED.nodes.import(flows);
  RED.nodes.dirty(false);
  RED.view.redraw(true);
})()`;

/**
 * Opens another flow in an editor. To load the page again instead would take
 * seconds, in which Node-RED builds its palette.
 *
 * @param deploy puts the flow into Node-RED
 */
export async function replaceFlow(page: Page, deploy: () => Promise<void>): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(FORGET_REVISION);
  await deploy();
  await page.evaluate(LOAD);
}
