import { type BrokenRule, checkHeader, checkRows } from '../../rules';
import type { QueryParameter, QueryValueType } from '../../settings';
import { type EditableRows, editableRows, savedRows, type TextRow } from './rows';
import { translate } from './translate';
import { labelTypedInput } from './typed-fields';
import { problemText } from './validators';

/** The properties of a row. */
const ROW = ['name', 'value', 'type'] as const satisfies (keyof QueryParameter)[];

type ValueRow = TextRow<keyof QueryParameter>;

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

/** What is wrong with a name, if something is. */
type CheckName = (name: string) => BrokenRule | undefined;

const anyName: CheckName = () => undefined;

/** The list of query parameters. */
export const queryRows = valueRows('query');

/** The list of request headers. */
export const headerRows = valueRows('headers', checkHeader);

/** Flags each query parameter without a name, or with a value that its type does not take. */
export function validateQuery(query: unknown, _options: object): true | string[] {
  return problemsOf(query, 'query');
}

/** The same for request headers, and for those that a request may not set. */
export function validateHeaders(headers: unknown, _options: object): true | string[] {
  return problemsOf(headers, 'header', checkHeader);
}

function problemsOf(
  saved: unknown,
  kind: 'query' | 'header',
  checkName: CheckName = anyName,
): true | string[] {
  const broken = checkRows(saved);
  if (broken !== undefined) return [problemText(broken)];
  const problems = savedRows(saved, ROW).flatMap(({ name = '', value = '', type }, index) => {
    if (name.trim() === '') return [problemText(`${kind}Name`, { row: index + 1 })];
    const wrong = checkName(name.trim());
    if (wrong !== undefined) return [problemText(wrong)];
    const validity = RED.utils.validateTypedProperty(value, type ?? 'str');
    return validity === true ? [] : [problemText(`${kind}Value`, { name, problem: validity })];
  });
  return problems.length === 0 || problems;
}

/** A list of names, each with a value that may come from a typed input. */
function valueRows(
  property: 'query' | 'headers',
  checkName: CheckName = anyName,
): EditableRows<keyof QueryParameter> {
  const [nameClass, valueClass] = [`inode-${property}-name`, `inode-${property}-value`];

  function fillRow(
    row: JQuery,
    _index: number,
    { name, value: text = '', type = 'str' }: ValueRow,
  ) {
    row.css({ display: 'flex', alignItems: 'center', gap: '8px' });
    nameInput(name).appendTo(row);
    const cell = $('<div>').css({ flex: '1 1 60%', minWidth: 0 }).appendTo(row);
    const value = $('<input type="text" style="width: 100%">').addClass(valueClass).appendTo(cell);
    value.typedInput({ default: 'str', types: typesWith(type) });
    value.typedInput('type', type);
    value.typedInput('value', text);
    labelTypedInput(value, translate('inode-config', 'query.value'));
  }

  function readRow(row: JQuery): Required<ValueRow> {
    const value = row.find(`.${valueClass}`);
    return {
      name: String(row.find(`.${nameClass}`).val()).trim(),
      value: value.typedInput('value'),
      type: value.typedInput('type'),
    };
  }

  function nameInput(name: string | undefined): JQuery {
    const text = translate('inode-config', 'query.name');
    const input = $('<input type="text">')
      .addClass(nameClass)
      .attr({ placeholder: text, 'aria-label': text })
      .css({ flex: '1 1 40%', minWidth: 0, margin: 0 })
      .val(name ?? '')
      .on('input blur', () => markWrong(input));
    // A row that was just added is not wrong yet.
    if (name !== undefined) markWrong(input);
    return input;
  }

  function markWrong(input: JQuery): void {
    const name = String(input.val()).trim();
    input.toggleClass('input-error', name === '' || checkName(name) !== undefined);
  }

  return editableRows({
    property,
    names: ROW,
    place: `.inode-${property}-row`,
    fill: fillRow,
    read: readRow,
    isEmpty: ({ name, value }) => name === '' && value === '',
  });
}

/** A type that a person wrote into the flow is offered, too. */
function typesWith(type: string) {
  const isOffered = VALUE_TYPES.some((offered) => offered === type);
  return isOffered ? [...VALUE_TYPES] : [...VALUE_TYPES, { value: type, label: type }];
}
