import { translate } from '../translate';
import { type ListNode, modeOf } from './list-node';
import { prepareQuery } from './query-editor';

/** Fills the dialog: the query parameters, and a line on what the chosen mode does. */
export function prepareList(this: ListNode): void {
  prepareQuery(this.query ?? []);
  const mode = $('#node-input-mode');
  mode.on('change', () => {
    const hint = translate('inode-config', `mode.${modeOf(mode.val())}.hint`);
    $('#inode-mode-hint').text(hint);
    RED.tray.resize();
  });
}
