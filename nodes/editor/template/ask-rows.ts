import { textKey } from '../shared/translate';

/**
 * A button that asks the runtime, and the place for the answer: a live region,
 * which is there from the start so that screen readers tell what comes into it.
 *
 * @param set the key of the texts, below which `button` is that of the button
 */
export function askRows(id: string, set: string, icon: string): string {
  return `
  <div class="form-row">
    <button type="button" class="red-ui-button" id="${id}"><i class="fa fa-${icon}"></i> <span data-i18n="${textKey('inode-config', `${set}.button`)}"></span></button>
  </div>
  <div class="form-row" id="${id}-result" role="status"></div>`;
}
