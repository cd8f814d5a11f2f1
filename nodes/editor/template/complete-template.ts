import { HINT_STYLE } from '../hint-style';
import { fieldRow } from './field-row';

/**
 * Puts into a node's template the fields that it shares with others. The
 * template names them: `<div data-fields="username password"></div>` becomes a
 * row for each. `data-placeholder` is the key of the text that an empty field
 * shows, `data-hint` the id of the element that explains the fields. A field of
 * the node's own has `data-icon` and `data-label`, the key of its label; any
 * other `data-` attribute goes on to the row. All such explanations, in
 * Node-RED's class `form-tips`, are told how wide to be.
 */
export function completeTemplate(type: string): void {
  const prefix = type.endsWith('-config') ? 'node-config-input' : 'node-input';
  const template = $(`script[data-template-name="${type}"]`);
  const form = $('<div>').html(template.html());
  form.find('[data-fields]').each((_, place) => {
    const { fields = '', placeholder, hint, icon, label, ...marks } = place.dataset;
    const own = icon === undefined || label === undefined ? undefined : { icon, label };
    const options = { prefix, placeholder, hint, own, marks } as const;
    const rows = fields.split(' ').map((name) => fieldRow(name, options));
    $(place).replaceWith(rows.join(''));
  });
  form.find('.form-tips').css(HINT_STYLE);
  template.html(form.html());
}
