import { textKey } from '../shared/translate';

/** The list of query parameters, which takes the rest of the dialog. */
export const QUERY_ROWS = `
  <div class="form-row" style="margin-bottom: 0">
    <label style="width: auto" id="inode-query-label"><i class="fa fa-list"></i> <span data-i18n="${textKey('inode-config', 'label.query')}"></span></label>
  </div>
  <div class="form-row inode-query-row">
    <ol id="node-input-query-container" aria-labelledby="inode-query-label"></ol>
  </div>`;
