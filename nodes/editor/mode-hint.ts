import { ANSWER_MODES } from '../settings';
import { translate } from './translate';

/** Shows what the chosen mode does; of a variable, nobody knows. */
export function prepareModeHint(): void {
  const mode = $('#node-input-mode');
  mode.on('change', () => {
    const chosen = ANSWER_MODES.find((known) => known === mode.val());
    const hint = chosen === undefined ? '' : translate('inode-config', `mode.${chosen}.hint`);
    $('#inode-mode-hint')
      .text(hint)
      .toggle(chosen !== undefined);
    RED.tray.resize();
  });
}
