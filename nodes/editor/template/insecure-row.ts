import { textKey } from '../shared/translate';

/** Allows plain http; shown where an address asks for it. */
export const INSECURE_ROW = `
  <div id="inode-insecure">
    <div class="form-row">
      <label for="node-config-input-allowInsecure" data-beside style="width: auto; margin-bottom: 0">
        <input type="checkbox" id="node-config-input-allowInsecure" style="width: auto; margin: 0 4px 0 0; vertical-align: baseline" aria-describedby="inode-insecure-hint">
        <span data-i18n="${textKey('inode-config', 'label.allowInsecure')}"></span>
      </label>
    </div>
    <div class="form-row form-tips form-warning" id="inode-insecure-hint" data-i18n="${textKey('inode-config', 'insecure.hint')}"></div>
  </div>`;
