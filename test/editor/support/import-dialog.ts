import type { Locator, Page } from 'playwright-core';
import { clickUntil } from './click-until';

/** Node-RED's import dialog. */
export class ImportDialog {
  readonly #page: Page;
  readonly #examples: Locator;

  private constructor(page: Page) {
    this.#page = page;
    this.#examples = page.locator('#red-ui-clipboard-dialog-import-tab-examples');
  }

  /** The dialog that is being opened. */
  static async opened(page: Page): Promise<ImportDialog> {
    await page.locator('#red-ui-clipboard-dialog-import-text').waitFor();
    return new ImportDialog(page);
  }

  /** Goes to the examples of a package. */
  async showExamples(packageName: string): Promise<void> {
    const tab = this.#page.locator('#red-ui-clipboard-dialog-import-tabs a[href$="-examples"]');
    const packages = this.#label(packageName);
    await clickUntil(tab, packages);
    await clickUntil(packages, this.#flowsOf(packageName).first());
  }

  /** What a package offers, as the list calls it. */
  async exampleNames(packageName: string): Promise<string[]> {
    return this.#flowsOf(packageName).allInnerTexts();
  }

  /** Imports an example. */
  async import(name: string): Promise<void> {
    const flow = this.#label(name);
    await clickUntil(flow, flow.and(this.#page.locator('.selected')));
    await this.#close('ok');
  }

  async cancel(): Promise<void> {
    await this.#close('cancel');
  }

  #label(text: string): Locator {
    return this.#examples.locator('.red-ui-treeList-label').filter({
      has: this.#page.getByText(text, { exact: true }),
    });
  }

  #flowsOf(packageName: string): Locator {
    return this.#label(packageName).locator('xpath=..').locator('li .red-ui-treeList-label-text');
  }

  async #close(button: 'ok' | 'cancel'): Promise<void> {
    const element = this.#page.locator(`#red-ui-clipboard-dialog-${button}`);
    await element.click();
    await element.waitFor({ state: 'hidden' });
  }
}
