import { checkOverlap, checkRows, checkThreshold, checkThresholdTarget } from '../rules';
import { type ChangesSettings, isReference, type WatchedField } from '../settings';
import { seenPaths, takePath } from './shared/offer-paths';
import { editableRows, savedRows, type TextRow } from './shared/rows';
import { translate } from './shared/translate';
import { isProperty, problemText } from './shared/validators';

/** An `inode-changes` as the editor holds it; one that was written by hand may lack anything. */
export type ChangesNode = Partial<ChangesSettings> & { id?: string };

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
  isEmpty: ({ path, threshold }) => path === '' && threshold === '',
});

/** A threshold belongs to a field that is compared. */
export function showThresholds(): void {
  $(`.${THRESHOLD}`).toggle(watchOf({}) === 'only');
}

/** Says below the list what is wrong with its rows, as long as the dialog is open; an empty row is not wrong yet. */
export function showFieldProblems(node: ChangesNode): void {
  const place = $('#inode-changes-fields-problem');
  const check = (): void => {
    const rows = fieldRows.read().filter(({ path }) => path !== '');
    const problems = validateFields.call(node, rows, {});
    const lines = problems === true ? [] : problems;
    place.empty().append(lines.map((line) => $('<div>').text(line)));
    place.toggle(lines.length > 0);
    RED.tray.resize();
  };
  $('#dialog-form').on('input change inode-offered', check);
  $('#node-input-fields-container').on('click', () => setTimeout(check));
  check();
}

/** Flags each field that has no path, a threshold that cannot act, or another field in it. */
export function validateFields(
  this: ChangesNode,
  fields: unknown,
  _options: object,
): true | string[] {
  const watch = watchOf(this);
  if (watch === 'all') return true;
  const broken = checkRows(fields);
  if (broken !== undefined) return [problemText(broken)];
  const rows = savedRows(fields, FIELD);
  const seen = seenPaths(this);
  const problems = rows.flatMap(({ path = '', threshold = '' }, index) => {
    if (!isProperty(path)) return [problemText('fieldPath', { row: index + 1 })];
    if (watch === 'except' || isReference(threshold)) return [];
    const wrong = checkThreshold(threshold, path) ?? checkThresholdTarget(threshold, path, seen);
    return wrong === undefined ? [] : [problemText(wrong)];
  });
  const overlap = checkOverlap(rows.map(({ path = '' }) => path));
  if (overlap !== undefined) problems.push(problemText(overlap));
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
  row.on('input change', () => markProblems(row));
  // A row that was just added is not wrong yet.
  if (field.path !== undefined) markProblems(row);
  showThresholds();
}

function markProblems(row: JQuery): void {
  const [path, threshold] = [textOf(row, PATH), textOf(row, THRESHOLD)];
  const isRight = threshold === '' || isReference(threshold) || !checkThreshold(threshold, path);
  row.find(`.${PATH}`).toggleClass('input-error', !isProperty(path));
  row.find(`.${THRESHOLD}`).toggleClass('input-error', !isRight);
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
