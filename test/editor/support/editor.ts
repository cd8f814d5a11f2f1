import type { Locator, Page } from 'playwright-core';
import type { FlowNode } from '../../../scripts/support/flow-node';
import { nodeRedMajor } from '../../network/support/node-red-version';
import { clickUntil } from './click-until';
import { css } from './css';
import { Dialog } from './dialog';
import { ImportDialog } from './import-dialog';
import { PaletteManager } from './palette-manager';

/** Milliseconds in which two clicks are a double click. */
const DOUBLE_CLICK = 450;

/**
 * Each dialog has a Description tab, for which Node-RED creates a Monaco editor: that takes longer
 * than the dialog itself. Its basic editor for Markdown is enough here; Node-RED 4.1 has none.
 */
const USE_BASIC_MARKDOWN_EDITOR = `{
  const { codeEditor } = RED.editor;
  const { basic, create } = codeEditor;
  if (basic) codeEditor.create = (options) =>
    options.mode === 'ace/mode/markdown' ? basic.create(options) : create.call(codeEditor, options);
}`;

/** A point on the canvas, in pixels from its corner. */
interface Point {
  x: number;
  y: number;
}

/** Node-RED's editor in a page, as a person uses it. */
export class Editor {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.#url = url;
  }

  /** Loads the editor, or loads it again. */
  async load(): Promise<void> {
    await this.page.goto(this.#url);
    await this.page.locator(css('#red-ui-main-container')).waitFor();
    await this.page.locator(css('#red-ui-loading-progress')).waitFor({ state: 'hidden' });
    // Where two of its slides overlap, Node-RED leaves a category of the palette closed.
    await this.page.evaluate('jQuery.fx.off = true');
    await this.page.evaluate(USE_BASIC_MARKDOWN_EDITOR);
  }

  /** A node of the palette. */
  paletteNode(type: string): Locator {
    return this.page.locator(css(`.red-ui-palette-node[data-palette-type="${type}"]`));
  }

  /** The nodes on the canvas. */
  get nodes(): Locator {
    return this.page.locator(css('.red-ui-flow-node-group'));
  }

  /** A node on the canvas. */
  node(id: string): Locator {
    return this.page.locator(css(`[id="${id}"]`));
  }

  /** Drags a node from the palette to the canvas. */
  async drag(type: string, { x, y }: Point): Promise<void> {
    await this.paletteNode(type).dragTo(this.page.locator(css('#red-ui-workspace-chart')), {
      targetPosition: { x, y },
    });
  }

  /** Waits until a node has the triangle of what is wrong, or has it no more: it is drawn a moment later. */
  async comesToBe(node: Locator, state: 'wrong' | 'right'): Promise<void> {
    await node.waitFor();
    await node
      .locator(css('.red-ui-flow-node-error'))
      .waitFor({ state: state === 'wrong' ? 'visible' : 'hidden' });
  }

  /** What Node-RED finds wrong with a node, as the tooltip of its triangle says it. */
  async problemsOf(node: Locator): Promise<string> {
    await node.locator(css('.red-ui-flow-node-error')).hover();
    return this.page.locator(css('.red-ui-flow-port-tooltip')).innerHTML();
  }

  /** Opens the dialog of a node by a double click. */
  async openNode(node: Locator): Promise<Dialog> {
    await node.dblclick();
    return Dialog.opened(this.page, 'node');
  }

  /** Opens the sidebar of the configuration nodes by its key. */
  async showAccounts(): Promise<void> {
    await this.#pressEach('Control+g', 'c');
  }

  /** What the configuration nodes of this package are called in their sidebar. */
  async accounts(): Promise<string[]> {
    await this.showAccounts();
    const names = await this.page
      .locator('.red-ui-palette-node-config .red-ui-palette-label')
      .allInnerTexts();
    return names.map((name) => name.trim()).filter((name) => /^(iNode|InnerSpace|RDP) /.test(name));
  }

  /** Opens the dialog of a configuration node by a double click in its sidebar. */
  async openAccount(name: string): Promise<Dialog> {
    await this.showAccounts();
    await this.page
      .locator(css('.red-ui-palette-node-config'))
      .filter({ hasText: name })
      .dblclick();
    return Dialog.opened(this.page, 'config');
  }

  /** The dots of what has changed since the last Deploy. */
  get changes(): Locator {
    return this.page.locator(css('.red-ui-flow-node-changed')).filter({ visible: true });
  }

  /** The triangles of what is wrong. */
  get mistakes(): Locator {
    return this.page.locator(css('.red-ui-flow-node-error')).filter({ visible: true });
  }

  /** Opens the import dialog by its key. */
  async openImport(): Promise<ImportDialog> {
    await this.page.keyboard.press('Control+i');
    return ImportDialog.opened(this.page);
  }

  /** Imports a flow as the import dialog does. */
  async importFlow(flow: readonly FlowNode[]): Promise<void> {
    const options = '{ generateIds: false, addFlow: false }';
    await this.page.evaluate(`RED.view.importNodes(${JSON.stringify(flow)}, ${options})`);
  }

  /** Opens the palette manager by its key. */
  async openPaletteManager(): Promise<PaletteManager> {
    await this.page.keyboard.press('Alt+Shift+p');
    return PaletteManager.opened(this.page);
  }

  /** Deploys, and waits until Node-RED has taken it. */
  async deploy(): Promise<void> {
    await this.#whileDeploying(() => this.#deployButton.click());
  }

  /** Deploys by the key. */
  async deployByKey(): Promise<void> {
    await this.#whileDeploying(() => this.page.keyboard.press('Control+d'));
  }

  /** Whether anything was changed since the last Deploy. */
  async isDirty(): Promise<boolean> {
    const classes = await this.#deployButton.getAttribute('class');
    return classes?.includes('disabled') === false;
  }

  /** Presses the button of an inject node. */
  async inject(id: string): Promise<void> {
    await this.node(id).locator(css('.red-ui-flow-node-button-button')).click();
  }

  /** The text beneath a node. */
  status(id: string): Locator {
    return this.node(id).locator(css('.red-ui-flow-node-status-label'));
  }

  /** Opens the debug sidebar by its key. */
  async openDebug(): Promise<void> {
    await this.#pressEach('Control+g', 'd');
  }

  /** What a debug node shows in the sidebar. */
  debugMessages(id: string): Locator {
    return this.page.locator(css(`.red-ui-debug-msg-node-${id}`));
  }

  /** Goes to a flow by its tab. */
  async showTab(label: string): Promise<void> {
    const tab = this.page.locator(css('#red-ui-workspace-tabs .red-ui-tab'), {
      has: this.page.getByText(label, { exact: true }),
    });
    await clickUntil(tab, tab.and(this.page.locator(css('.active'))));
    // Node-RED 4.1 would take the next click for the second of a double click, also on another tab.
    if (nodeRedMajor() < 5) await this.page.waitForTimeout(DOUBLE_CLICK);
  }

  get #deployButton(): Locator {
    return this.page.locator(css('#red-ui-header-button-deploy'));
  }

  async #whileDeploying(start: () => Promise<void>): Promise<void> {
    const answered = this.page.waitForResponse(
      (response) =>
        response.request().method() === 'POST' && response.url() === `${this.#url}flows`,
    );
    await start();
    await answered;
  }

  async #pressEach(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}
