import type { QueryParameter, QueryValueType } from '../../settings';
import { labelTypedInput } from '../label-typed-input';
import { translate } from '../translate';

const VALUE_TYPES: QueryValueType[] = [
  'str',
  'num',
  'bool',
  'msg',
  'flow',
  'global',
  'env',
  'jsonata',
];

/** Fills a row of the list of query parameters; a row that was just added has no data yet. */
export function fillQueryRow(
  row: JQuery,
  _index: number,
  parameter: Partial<QueryParameter>,
): void {
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  nameInput(parameter.name).appendTo(row);
  const cell = $('<div>').css({ flex: '1 1 60%', minWidth: 0 }).appendTo(row);
  const value = $('<input type="text" class="inode-query-value" style="width: 100%">').appendTo(
    cell,
  );
  value.typedInput({ default: 'str', types: VALUE_TYPES });
  value.typedInput('type', parameter.type ?? 'str');
  value.typedInput('value', parameter.value ?? '');
  labelTypedInput(value, translate('inode-config', 'query.value'));
}

/** The query parameter that a row shows. */
export function readQueryRow(row: JQuery): QueryParameter {
  const value = row.find('.inode-query-value');
  return {
    name: String(row.find('.inode-query-name').val()).trim(),
    value: value.typedInput('value'),
    type: toValueType(value.typedInput('type')),
  };
}

function nameInput(name: string | undefined): JQuery {
  const text = translate('inode-config', 'query.name');
  const input = $('<input type="text" class="inode-query-name">')
    .attr({ placeholder: text, 'aria-label': text })
    .css({ flex: '1 1 40%', minWidth: 0, margin: 0 })
    .val(name ?? '')
    .on('input blur', () => markMissing(input));
  // A row that was just added is not wrong yet.
  if (name !== undefined) markMissing(input);
  return input;
}

function markMissing(input: JQuery): void {
  input.toggleClass('input-error', String(input.val()).trim() === '');
}

function toValueType(type: string): QueryValueType {
  return VALUE_TYPES.find((known) => known === type) ?? 'str';
}
