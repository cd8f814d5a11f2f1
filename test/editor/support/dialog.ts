import type { Locator, Page } from 'playwright-core';
import { css } from './css';

/** How the ids of a dialog's parts begin. */
const PREFIXES = {
  node: { field: 'node-input', button: 'node-dialog' },
  config: { field: 'node-config-input', button: 'node-config-dialog' },
};

/** An open edit dialog: of a node, or of a configuration node that was opened from it. */
export class Dialog {
  /** The dialog with its title, fields and buttons. */
  readonly root: Locator;
  readonly #page: Page;
  readonly #kind: keyof typeof PREFIXES;
  readonly #parent: Dialog | undefined;

  private constructor(page: Page, kind: keyof typeof PREFIXES, parent?: Dialog) {
    this.#page = page;
    this.#kind = kind;
    this.#parent = parent;
    this.root = page.locator(css('.red-ui-tray'), { has: this.#button('ok') });
  }

  /** The dialog that is being opened from the canvas or from a sidebar. */
  static async opened(page: Page, kind: 'node' | 'config'): Promise<Dialog> {
    const dialog = new Dialog(page, kind);
    await dialog.#arrived();
    return dialog;
  }

  /** The field of a property. */
  field(name: string): Locator {
    return this.root.locator(css(`#${PREFIXES[this.#kind].field}-${name}`));
  }

  /** Types values into fields, by their properties' names. */
  async enter(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      await this.field(name).fill(value);
      await this.field(name).blur();
    }
  }

  /** Waits until the dialog marks a field as wrong, or does so no more. */
  async comesToBe(name: string, state: 'wrong' | 'right'): Promise<void> {
    const marked = state === 'wrong' ? '.input-error' : ':not(.input-error)';
    // A field of several parts shows another element in the place of its own.
    await this.field(name)
      .and(this.#page.locator(css(marked)))
      .waitFor({ state: 'attached' });
  }

  /** What the dialog says of a field on which the pointer rests. */
  async problemOf(name: string): Promise<string> {
    const tooltip = this.#page.locator(css('.red-ui-popover-content'));
    // Where the pointer came to rest before, there may be one as well.
    await this.#page.mouse.move(0, 0);
    await tooltip.waitFor({ state: 'detached' });
    await this.field(name).hover();
    return tooltip.innerText();
  }

  /** Opens the account that is chosen. */
  async editAccount(): Promise<Dialog> {
    return this.#openAccount('edit');
  }

  /** Opens the dialog of a new account. */
  async addAccount(): Promise<Dialog> {
    return this.#openAccount('add');
  }

  /** Adds a query parameter; resolves to the field of its name. */
  async addQueryParameter(): Promise<Locator> {
    await this.root.locator('.inode-query-row .red-ui-editableList-addButton').click();
    return this.root.locator('.inode-query-name').last();
  }

  /** Shows the settings that few people need. */
  async unfoldAdvanced(): Promise<void> {
    await unfold(this.root.locator('#inode-advanced'));
  }

  /** Shows everything that is folded. */
  async unfoldAll(): Promise<void> {
    for (const details of await this.root.locator('details').all()) await unfold(details);
  }

  /** Presses a button that asks the runtime; resolves to the answer below it. */
  async ask(id: string): Promise<string> {
    await this.root.locator(css(`#${id}`)).click();
    return this.answerOf(id);
  }

  /** The answer below a button that asks, when it is there. */
  async answerOf(id: string): Promise<string> {
    // While it asks, it is a button that stops that.
    await this.root.locator(css(`#${id}:not([aria-busy])`)).waitFor();
    return this.root.locator(css(`#${id}-result`)).innerText();
  }

  /** Presses Tab so many times; resolves to the properties whose fields had the focus, one after the other. */
  async tabThrough(count: number): Promise<string[]> {
    const names: string[] = [];
    for (let index = 0; index < count; index++) {
      names.push(await this.focused());
      await this.#page.keyboard.press('Tab');
    }
    return names;
  }

  /** The property whose field has the focus, or what else has it. */
  async focused(): Promise<string> {
    const id = await this.root.locator(':focus').getAttribute('id');
    return id?.replace(`${PREFIXES[this.#kind].field}-`, '') ?? '';
  }

  /** Presses Done, which is called Add or Update in the dialog of a configuration node. */
  async done(): Promise<void> {
    await this.#button('ok').click();
    await this.closed();
  }

  async cancel(): Promise<void> {
    await this.#button('cancel').click();
    await this.closed();
  }

  /** Waits until the dialog is gone, and the one from which it was opened is back. */
  async closed(): Promise<void> {
    await this.root.waitFor({ state: 'detached' });
    if (this.#parent) await this.#parent.#arrived();
  }

  async #openAccount(button: 'edit' | 'add'): Promise<Dialog> {
    await this.root.locator(`#node-input-btn-server-${button}`).click();
    const account = new Dialog(this.#page, 'config', this);
    await account.#arrived();
    return account;
  }

  #button(name: 'ok' | 'cancel'): Locator {
    return this.#page.locator(css(`#${PREFIXES[this.#kind].button}-${name}`));
  }

  /** Waits until the dialog has slid in. */
  async #arrived(): Promise<void> {
    const tray = await this.root.elementHandle();
    await tray?.waitForElementState('stable');
  }
}

async function unfold(details: Locator): Promise<void> {
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
}
