import type { Portion } from '../../src/list/hand-on-list';
import type { ListOutlet, ListOutletOptions } from './list-outlet';

/** Sends a list in one message, when it is whole. */
export class ListInOne implements ListOutlet {
  #items: unknown[] | undefined;

  constructor(private readonly options: ListOutletOptions) {}

  get count(): number {
    return this.#items?.length ?? 0;
  }

  async add({ items, isLast }: Portion): Promise<void> {
    if (this.#items === undefined) this.#items = items;
    else for (const item of items) this.#items.push(item);
    if (!isLast) return;
    const { msg, send, source, result } = this.options;
    const inode = { ...source, count: this.count, ...result() };
    send(Object.assign(msg, { payload: this.#items, inode }));
  }
}
