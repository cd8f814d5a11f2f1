import { prepareQuery } from '../query/query-editor';
import { translate } from '../translate';
import { type ListNode, modeOf } from './list-node';

/** Fills the dialog: the query parameters, and a line on what the chosen mode does. */
export function prepareList(this: ListNode): void {
  prepareQuery(this);
  const mode = $('#node-input-mode');
  mode.on('change', () => {
    const hint = translate('inode-config', `mode.${modeOf(mode.val())}.hint`);
    $('#inode-mode-hint').text(hint);
    RED.tray.resize();
  });
}
