import { COLOR_OPERATORS, type ColorRule } from '../../settings';
import type { TextRow } from '../saved-rows';
import { showInSelect } from '../saved-text';
import { translate } from '../translate';

/** The properties of a colour. */
export const COLOR = ['operator', 'value', 'color'] as const satisfies (keyof ColorRule)[];

/** What the field of the colour was filled from. */
const SAVED = 'inodeColor';

type ColorRow = TextRow<keyof ColorRule>;

/** Fills a row of the list of colours; a row that was just added has no data yet. */
export function fillColorRow(row: JQuery, _index: number, rule: ColorRow): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  const operator = operatorSelect(rule.operator ?? 'eq').appendTo(row);
  const value = labelled('<input type="text" class="inode-color-value">', 'value')
    .css({ flex: '1 1 auto', minWidth: 0, margin: 0 })
    .val(rule.value ?? '')
    .appendTo(row);
  const { color = '#2e7d32' } = rule;
  labelled('<input type="color" class="inode-color-color">', 'color')
    .css({ width: '48px', padding: '2px', margin: 0 })
    .val(toHex(color))
    .data(SAVED, color)
    .appendTo(row);
  operator.on('change', () => value.css('visibility', operator.val() === 'else' ? 'hidden' : ''));
  operator.trigger('change');
}

/** The colour that a row shows. */
export function readColorRow(row: JQuery): Required<ColorRow> {
  return {
    operator: String(row.find('.inode-color-operator').val()),
    value: String(row.find('.inode-color-value').val()).trim(),
    color: readColor(row.find('.inode-color-color')),
  };
}

/** A name or a variable stays what it is as long as nobody chooses another colour. */
function readColor(input: JQuery): string {
  const saved = String(input.data(SAVED));
  const chosen = String(input.val());
  return chosen === toHex(saved) ? saved : chosen;
}

function operatorSelect(chosen: string): JQuery {
  const options = COLOR_OPERATORS.map((operator) =>
    $('<option>')
      .val(operator)
      .text(translate('inode-geojson', `operator.${operator}`)),
  );
  const select = labelled('<select class="inode-color-operator">', 'operator')
    .css({ width: 'auto', margin: 0 })
    .append(options)
    .val(chosen);
  if (select.val() === null) showInSelect(select, chosen);
  return select;
}

function labelled(markup: string, key: string): JQuery {
  return $(markup).attr('aria-label', translate('inode-geojson', `color.${key}`));
}

/** The colour as `#rrggbb`, which is all that the browser's field takes; flows may name it. */
function toHex(color: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return color;
  context.fillStyle = color;
  return context.fillStyle;
}
