import type { Page } from 'playwright-core';

/** Milliseconds that npm gets for the installation: it takes seconds on a machine that does nothing else. */
const INSTALL_LIMIT = 120_000;

/** The page of Node-RED's settings where packages are installed. */
export class PaletteManager {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** The palette manager that was just opened. */
  static async opened(page: Page): Promise<PaletteManager> {
    await page.locator('#red-ui-palette-editor-tabs').waitFor();
    return new PaletteManager(page);
  }

  /** Uploads a tarball, and waits until Node-RED has installed it. */
  async upload(tarball: string): Promise<void> {
    await this.#page.locator('#red-ui-palette-editor-tabs li', { hasText: 'Install' }).click();
    await this.#page.locator('#red-ui-palette-editor-upload-form input').setInputFiles(tarball);
    const toolbar = this.#page.locator('.red-ui-palette-editor-upload');
    await toolbar.getByRole('button', { name: 'Upload' }).click();
    await toolbar.waitFor({ state: 'hidden', timeout: INSTALL_LIMIT });
  }

  async close(): Promise<void> {
    await this.#page.locator('#node-dialog-ok').click();
  }
}
