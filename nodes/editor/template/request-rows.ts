import { REQUEST_METHODS } from '../../settings';
import { textKey } from '../shared/translate';

const OPTIONS = REQUEST_METHODS.map((method) => `<option value="${method}">${method}</option>`);

/** The method of a request. */
export const METHOD_ROW = `
  <div class="form-row">
    <label for="node-input-method"><i class="fa fa-exchange"></i> <span data-i18n="${textKey('inode-config', 'label.method')}"></span></label>
    <select id="node-input-method" style="width: 70%">${OPTIONS.join('')}</select>
  </div>`;

/** What a request sends; a typed input. */
export const BODY_ROW = `
  <div class="form-row" id="inode-body-row">
    <label for="node-input-body"><i class="fa fa-file-text-o"></i> <span data-i18n="${textKey('inode-config', 'label.body')}"></span></label>
    <input type="text" id="node-input-body" style="width: 70%">
    <input type="hidden" id="node-input-bodyType">
  </div>`;
