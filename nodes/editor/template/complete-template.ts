import { HINT_STYLE } from '../shared/hint-style';
import { fieldRow } from './field-row';

/**
 * The labels' width, for which Node-RED's 100 pixels are too little in most
 * languages: what the inputs leave, who take 70 %, less the gap between them.
 */
const LABEL_WIDTH = 'clamp(100px, 30% - 6px, 130px)';

/** Where the inputs begin: after the label and a space between words. */
const INPUTS_LEFT = `calc(${LABEL_WIDTH} + 4px)`;

/**
 * Puts into a node's template the fields that it shares with others. The
 * template names them: `<div data-fields="username password"></div>` becomes a
 * row for each. `data-placeholder` is the key of the text that an empty field
 * shows, `data-hint` the id of the element that explains the fields. A field of
 * the node's own has `data-icon` and `data-label`, the key of its label; any
 * other `data-` attribute goes on to the row. All such explanations, in
 * Node-RED's class `form-tips`, are told how wide to be, and so are labels
 * without a width of their own; what has the attribute `data-beside` stands
 * where the inputs do.
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
  form.find('label:not([style*="width"])').css('width', LABEL_WIDTH);
  form.find('[data-beside]').css('margin-left', INPUTS_LEFT);
  template.html(form.html());
}
