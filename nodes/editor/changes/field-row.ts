import type { WatchedField } from '../../settings';
import type { TextRow } from '../saved-rows';
import { translate } from '../translate';
import { watchOf } from './changes-node';

/** The properties of a field. */
export const FIELD = ['path', 'threshold'] as const satisfies (keyof WatchedField)[];

type FieldRow = TextRow<keyof WatchedField>;

const PATH = 'inode-changes-path';
const THRESHOLD = 'inode-changes-threshold';

/** Fills a row of the list of fields; one that was just added has no data yet. */
export function fillFieldRow(row: JQuery, _index: number, field: FieldRow): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  textInput(PATH, 'path', field.path).css({ flex: '1 1 65%' }).appendTo(row);
  textInput(THRESHOLD, 'threshold', field.threshold).css({ flex: '1 1 35%' }).appendTo(row);
  showThresholds();
}

/** The field that a row shows. */
export function readFieldRow(row: JQuery): Required<FieldRow> {
  return { path: textOf(row, PATH), threshold: textOf(row, THRESHOLD) };
}

/** A threshold belongs to a field that is compared. */
export function showThresholds(): void {
  $(`.${THRESHOLD}`).toggle(watchOf({}) === 'only');
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
