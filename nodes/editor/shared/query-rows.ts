import { checkRows } from '../../rules';
import type { QueryParameter, QueryValueType } from '../../settings';
import { editableRows, savedRows, type TextRow } from './rows';
import { translate } from './translate';
import { labelTypedInput } from './typed-fields';
import { problemText } from './validators';

/** The properties of a query parameter. */
const PARAMETER = ['name', 'value', 'type'] as const satisfies (keyof QueryParameter)[];

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

/** The list of query parameters. */
export const queryRows = editableRows({
  property: 'query',
  names: PARAMETER,
  place: '.inode-query-row',
  fill: fillRow,
  read: readRow,
  isEmpty: ({ name, value }) => name === '' && value === '',
});

/** Flags each query parameter without a name, or with a value that its type does not take. */
export function validateQuery(query: unknown, _options: object): true | string[] {
  const broken = checkRows(query);
  if (broken !== undefined) return [problemText(broken)];
  const problems = savedRows(query, PARAMETER).flatMap(({ name = '', value = '', type }, index) => {
    if (name.trim() === '') return [problemText('queryName', { row: index + 1 })];
    const validity = RED.utils.validateTypedProperty(value, type ?? 'str');
    return validity === true ? [] : [problemText('queryValue', { name, problem: validity })];
  });
  return problems.length === 0 || problems;
}

function fillRow(row: JQuery, _index: number, parameter: ParameterRow): void {
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

function readRow(row: JQuery): Required<ParameterRow> {
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

/** A type that a person wrote into the flow is offered, too. */
function typesWith(type: string) {
  const isOffered = VALUE_TYPES.some((offered) => offered === type);
  return isOffered ? [...VALUE_TYPES] : [...VALUE_TYPES, { value: type, label: type }];
}
