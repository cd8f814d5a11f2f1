import { checkRows, isChoice } from '../rules';
import { COLOR_OPERATORS, type ColorRule, isReference } from '../settings';
import { editableRows, savedRows, type TextRow } from './shared/rows';
import { showInSelect } from './shared/saved';
import { translate } from './shared/translate';
import { problemText } from './shared/validators';

/** The properties of a color. */
const COLOR = ['operator', 'value', 'color'] as const satisfies (keyof ColorRule)[];

/** What the field of the color was filled from. */
const SAVED = 'inodeColor';

type ColorRow = TextRow<keyof ColorRule>;

/** The list of colors. */
export const colorRows = editableRows({
  property: 'colors',
  names: COLOR,
  place: '.inode-colors-row',
  fill: fillRow,
  read: (row) => ({
    operator: String(row.find('.inode-color-operator').val()),
    value: String(row.find('.inode-color-value').val()).trim(),
    color: readColor(row.find('.inode-color-color')),
  }),
  // Each row has a color, and "is" takes an empty text.
  isEmpty: () => false,
});

/** Flags each color without a comparison, or that compares with a number and has none. */
export function validateColors(colors: unknown, _options: object): true | string[] {
  const broken = checkRows(colors);
  if (broken !== undefined) return [problemText(broken)];
  const problems = savedRows(colors, COLOR).flatMap((rule, index) => {
    const problem = problemOf(rule);
    return problem === undefined
      ? []
      : [translate('inode-geojson', `problem.${problem}`, { row: index + 1 })];
  });
  return problems.length === 0 || problems;
}

function problemOf({ operator = '', value = '' }: ColorRow): string | undefined {
  if (isReference(operator)) return undefined;
  if (!isChoice(operator, COLOR_OPERATORS)) return 'colorOperator';
  if (operator === 'eq' || operator === 'else' || isReference(value)) return undefined;
  return value.trim() !== '' && Number.isFinite(Number(value)) ? undefined : 'colorValue';
}

/** Fills a row of the list; a row that was just added has no data yet. */
function fillRow(row: JQuery, _index: number, rule: ColorRow): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  const operator = operatorSelect(rule.operator ?? 'eq').appendTo(row);
  const value = labeled('<input type="text" class="inode-color-value">', 'value')
    .css({ flex: '1 1 auto', minWidth: 0, margin: 0 })
    .val(rule.value ?? '')
    .appendTo(row);
  const { color = '#2e7d32' } = rule;
  labeled('<input type="color" class="inode-color-color">', 'color')
    .css({ width: '48px', padding: '2px', margin: 0 })
    .val(toHex(color))
    .data(SAVED, color)
    .appendTo(row);
  const mark = (): void => {
    const typed = { operator: String(operator.val()), value: String(value.val()) };
    value.toggleClass('input-error', problemOf(typed) === 'colorValue');
    value.css('visibility', typed.operator === 'else' ? 'hidden' : '');
  };
  operator.on('change', mark);
  value.on('input', mark);
  mark();
}

/** A name or a variable stays what it is as long as nobody chooses another color. */
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
  const select = labeled('<select class="inode-color-operator">', 'operator')
    .css({ width: 'auto', margin: 0 })
    .append(options)
    .val(chosen);
  if (select.val() === null) showInSelect(select, chosen);
  return select;
}

function labeled(markup: string, key: string): JQuery {
  return $(markup).attr('aria-label', translate('inode-geojson', `color.${key}`));
}

/** The color as `#rrggbb`, which is all that the browser's field takes; flows may name it. */
function toHex(color: string): string {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return color;
  context.fillStyle = color;
  return context.fillStyle;
}
