import type { ListNode } from './list-node';
import { readQuery } from './query-editor';

/** Takes over the query parameters; Node-RED itself copies the plain fields. */
export function saveList(this: ListNode): void {
  this.query = readQuery();
}
