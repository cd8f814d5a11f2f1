import { textKey } from '../translate';

const OPTIONS = ['list', 'items', 'pages'].map(
  (mode) =>
    `<option value="${mode}" data-i18n="${textKey('inode-config', `mode.${mode}.option`)}"></option>`,
);

/** How a list is sent on, and a line on what the choice does. */
export const MODE_ROWS = `
  <div class="form-row">
    <label for="node-input-mode"><i class="fa fa-envelope-o"></i> <span data-i18n="${textKey('inode-config', 'label.mode')}"></span></label>
    <select id="node-input-mode" style="width: 70%" aria-describedby="inode-mode-hint">${OPTIONS.join('')}</select>
  </div>
  <div class="form-row form-tips" style="max-width: none" id="inode-mode-hint" aria-live="polite"></div>`;
