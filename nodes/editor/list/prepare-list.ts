import { prepareModeHint } from '../mode-hint';
import { prepareQuery } from '../query/query-editor';
import { showSaved } from '../show-saved';
import type { ListNode } from './list-node';
import { preparePreview } from './preview';

/** Fills the dialog: the query parameters, the preview, and a line on what the chosen mode does. */
export function prepareList(this: ListNode): void {
  showSaved(this);
  prepareQuery(this);
  preparePreview(this);
  prepareModeHint();
}
