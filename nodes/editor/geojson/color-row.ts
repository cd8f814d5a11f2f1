import type { ColorRule } from '../../settings';
import { translate } from '../translate';

const OPERATORS: ColorRule['operator'][] = ['eq', 'lt', 'lte', 'gt', 'gte', 'else'];

/** Fills a row of the list of colours; a row that was just added has no data yet. */
export function fillColorRow(row: JQuery, _index: number, rule: Partial<ColorRule>): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  const operator = operatorSelect(rule.operator ?? 'eq').appendTo(row);
  const value = labelled('<input type="text" class="inode-color-value">', 'value')
    .css({ flex: '1 1 auto', minWidth: 0, margin: 0 })
    .val(rule.value ?? '')
    .appendTo(row);
  labelled('<input type="color" class="inode-color-color">', 'color')
    .css({ width: '48px', padding: '2px', margin: 0 })
    .val(toHex(rule.color ?? '#2e7d32'))
    .appendTo(row);
  operator.on('change', () => value.css('visibility', operator.val() === 'else' ? 'hidden' : ''));
  operator.trigger('change');
}

/** The colour that a row shows. */
export function readColorRow(row: JQuery): ColorRule {
  const operator = row.find('.inode-color-operator').val();
  return {
    operator: OPERATORS.find((known) => known === operator) ?? 'eq',
    value: String(row.find('.inode-color-value').val()).trim(),
    color: String(row.find('.inode-color-color').val()),
  };
}

function operatorSelect(chosen: ColorRule['operator']): JQuery {
  const options = OPERATORS.map((operator) =>
    $('<option>')
      .val(operator)
      .text(translate('inode-geojson', `operator.${operator}`)),
  );
  return labelled('<select class="inode-color-operator">', 'operator')
    .css({ width: 'auto', margin: 0 })
    .append(options)
    .val(chosen);
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
