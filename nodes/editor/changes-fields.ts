import { checkRows, checkThreshold } from '../rules';
import { type ChangesSettings, isReference, type WatchedField } from '../settings';
import { takePath } from './shared/offer-paths';
import { editableRows, savedRows, type TextRow } from './shared/rows';
import { translate } from './shared/translate';
import { isProperty, problemText } from './shared/validators';

/** An `inode-changes` as the editor holds it; one that was written by hand may lack anything. */
export type ChangesNode = Partial<ChangesSettings>;

/** The properties of a field. */
const FIELD = ['path', 'threshold'] as const satisfies (keyof WatchedField)[];

type FieldRow = TextRow<keyof WatchedField>;

const PATH = 'inode-changes-path';
const THRESHOLD = 'inode-changes-threshold';

/** The list of the fields that are watched or ignored. */
export const fieldRows = editableRows({
  property: 'fields',
  names: FIELD,
  place: '.inode-changes-fields-row',
  fill: fillRow,
  read: (row) => ({ path: textOf(row, PATH), threshold: textOf(row, THRESHOLD) }),
});

/** A threshold belongs to a field that is compared. */
export function showThresholds(): void {
  $(`.${THRESHOLD}`).toggle(watchOf({}) === 'only');
}

/** Flags each field that has no path, or a threshold that is not a number. */
export function validateFields(
  this: ChangesNode,
  fields: unknown,
  _options: object,
): true | string[] {
  const watch = watchOf(this);
  if (watch === 'all') return true;
  const broken = checkRows(fields);
  if (broken !== undefined) return [problemText(broken)];
  const problems = savedRows(fields, FIELD).flatMap(({ path = '', threshold = '' }, index) => {
    if (!isProperty(path)) return [problemText('fieldPath', { row: index + 1 })];
    if (watch === 'except' || isReference(threshold)) return [];
    const wrong = checkThreshold(threshold, path);
    return wrong === undefined ? [] : [problemText(wrong)];
  });
  return problems.length === 0 || problems;
}

/** What is compared: as the open dialog shows it, or else as it is saved. */
function watchOf({ watch }: ChangesNode): ChangesSettings['watch'] {
  const shown: unknown = $('#node-input-watch').val() ?? watch;
  return shown === 'only' || shown === 'except' ? shown : 'all';
}

/** Fills a row of the list; one that was just added has no data yet. */
function fillRow(row: JQuery, _index: number, field: FieldRow): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  takePath(textInput(PATH, 'path', field.path))
    .css({ flex: '1 1 65%' })
    .appendTo(row);
  textInput(THRESHOLD, 'threshold', field.threshold).css({ flex: '1 1 35%' }).appendTo(row);
  showThresholds();
}

function textInput(name: string, key: string, value: string | undefined): JQuery {
  const text = translate('inode-changes', `field.${key}`);
  return $('<input type="text">')
    .addClass(name)
    .attr({ placeholder: text, 'aria-label': text })
    .css({ minWidth: 0, margin: 0 })
    .val(value ?? '');
}

function textOf(row: JQuery, name: string): string {
  return String(row.find(`.${name}`).val()).trim();
}
