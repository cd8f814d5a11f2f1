import { translate } from './translate';

/**
 * Shows what the chosen mode does.
 *
 * @param fallback the mode of a node that has none that is known
 */
export function prepareModeHint(fallback: string): void {
  const mode = $('#node-input-mode');
  mode.on('change', () => {
    const hint = translate('inode-config', `mode.${String(mode.val() ?? fallback)}.hint`);
    $('#inode-mode-hint').text(hint);
    RED.tray.resize();
  });
}
