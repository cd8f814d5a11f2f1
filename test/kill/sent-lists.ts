import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { asRecord } from '../../src/json-value';

/** Notes that items of a list were sent, as a flow would that stores them. */
export function note(file: string, list: string, items: readonly unknown[]): void {
  const ids = items.map((item) => asRecord(item)['id']);
  appendFileSync(file, `${JSON.stringify({ list, ids })}\n`);
}

/** What one process after the other has sent, all of which were killed. */
export class SentLists {
  readonly seen = new Set<number>();
  count = 0;
  /** Lists with items of the one before a kill. */
  repeated = 0;
  /** The list that was on its way at the kill. */
  #last: ReadonlySet<number> = new Set();

  constructor(private readonly file: string) {}

  /** Checks what a life has sent. */
  check(): void {
    const lists = this.#read();
    lists.slice(this.count).forEach((ids, index) => {
      const again = ids.filter((id) => this.seen.has(id));
      assert(
        again.every((id) => index === 0 && this.#last.has(id)),
        'an item has come again that was noted',
      );
      if (again.length > 0) this.repeated++;
      for (const id of ids) this.seen.add(id);
    });
    this.#last = new Set(lists.at(-1));
    this.count = lists.length;
  }

  /** The ids of the lists so far. */
  #read(): number[][] {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    const lists = new Map<unknown, number[]>();
    for (const line of text.split('\n').slice(0, -1)) {
      const { list, ids } = asRecord(JSON.parse(line));
      lists.set(list, [...(lists.get(list) ?? []), ...[ids].flat().map(Number)]);
    }
    return [...lists.values()];
  }
}
