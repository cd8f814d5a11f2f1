import type { InodeRequestSettings } from '../../settings';
import { textKey } from '../shared/translate';

/** How something is sent on, and a line on what the choice does. */
export function modeRows(modes: readonly InodeRequestSettings['mode'][]): string {
  const options = modes.map(
    (mode) =>
      `<option value="${mode}" data-i18n="${textKey('inode-config', `mode.${mode}.option`)}"></option>`,
  );
  return `
  <div class="form-row">
    <label for="node-input-mode"><i class="fa fa-envelope-o"></i> <span data-i18n="${textKey('inode-config', 'label.mode')}"></span></label>
    <select id="node-input-mode" style="width: 70%" aria-describedby="inode-mode-hint">${options.join('')}</select>
  </div>
  <div class="form-row form-tips" id="inode-mode-hint" aria-live="polite"></div>`;
}
