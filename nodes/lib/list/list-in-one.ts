import type { Portion } from '../../../src/list/page';
import { infoOf, type ListOutlet, type ListOutletOptions } from './list-sender';

/** Sends a list in one message, when it is whole. */
export class ListInOne implements ListOutlet {
  #items: unknown[] | undefined;

  constructor(private readonly options: ListOutletOptions) {}

  get count(): number {
    return this.#items?.length ?? 0;
  }

  async add(portion: Portion): Promise<void> {
    const { items, isLast } = portion;
    if (this.#items === undefined) this.#items = items;
    else for (const item of items) this.#items.push(item);
    if (!isLast) return;
    const { msg, send } = this.options;
    const inode = infoOf(this.options, this.count, portion);
    send(Object.assign(msg, { payload: this.#items, inode }));
  }
}
