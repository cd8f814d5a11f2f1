import type { QueryParameter, QueryValueType } from '../../settings';
import { labelTypedInput } from '../label-typed-input';
import type { TextRow } from '../saved-rows';
import { translate } from '../translate';

/** The properties of a query parameter. */
export const PARAMETER = ['name', 'value', 'type'] as const satisfies (keyof QueryParameter)[];

type ParameterRow = TextRow<keyof QueryParameter>;

const VALUE_TYPES: readonly QueryValueType[] = [
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
export function fillQueryRow(row: JQuery, _index: number, parameter: ParameterRow): void {
  const { name, value: text = '', type = 'str' } = parameter;
  row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
  nameInput(name).appendTo(row);
  const cell = $('<div>').css({ flex: '1 1 60%', minWidth: 0 }).appendTo(row);
  const value = $('<input type="text" class="inode-query-value" style="width: 100%">').appendTo(
    cell,
  );
  value.typedInput({ default: 'str', types: typesWith(type) });
  value.typedInput('type', type);
  value.typedInput('value', text);
  labelTypedInput(value, translate('inode-config', 'query.value'));
}

/** The query parameter that a row shows. */
export function readQueryRow(row: JQuery): Required<ParameterRow> {
  const value = row.find('.inode-query-value');
  return {
    name: String(row.find('.inode-query-name').val()).trim(),
    value: value.typedInput('value'),
    type: value.typedInput('type'),
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

/** A type that a person wrote into the flow is offered as well. */
function typesWith(type: string) {
  const isOffered = VALUE_TYPES.some((offered) => offered === type);
  return isOffered ? [...VALUE_TYPES] : [...VALUE_TYPES, { value: type, label: type }];
}
