import { isReference } from '../../settings';

const DATA_KEY = 'inodeSaved';

/**
 * Shows of each setting what the runtime takes: its default where a node lacks
 * it, because an older version or a person wrote it, and a text in the place of
 * a tick or a choice. A dialog that is opened and done is not to change that:
 * see `keepSaved`. To be called before anything else reads the fields.
 */
export function showSaved(node: { type: string }): void {
  const saved = new Map<string, unknown>(Object.entries(node));
  for (const { name, definition, field } of fieldsOf(node)) {
    const given = saved.get(name);
    const isOfNodes = definition.type !== undefined;
    if (given === undefined) {
      // Where no configuration node is chosen, Node-RED's own select says so.
      if (!isOfNodes) showDefault(field, definition.value);
    } else if (field.is(':checkbox')) showTick(field, given);
    else if (field.is('select')) showChoice(field, given, isOfNodes);
  }
}

/**
 * Leaves the texts as they are that are in the place of ticks which nobody has changed.
 * To be called when a dialog is saved: Node-RED then takes over the fields that it finds.
 */
export function keepSaved(node: { type: string }): void {
  for (const { field } of fieldsOf(node)) {
    if (textBehind(field) !== undefined) field.removeAttr('id');
  }
}

/** What a check box says: a tick or none, or the text that was saved, as long as nobody has changed it. */
export function valueOfBox(box: JQuery): boolean | string {
  return textBehind(box) ?? box.is(':checked');
}

/** Has a select offer and show a text that a person wrote into the flow, after its choices. */
export function showInSelect(select: JQuery, text: string): void {
  // By the data `env`, Node-RED's own selects know a variable, which has no dialog to open.
  $('<option>').val(text).text(text).data('env', true).appendTo(select);
  select.val(text);
}

function fieldsOf({ type }: { type: string }) {
  const { category, defaults } = RED.nodes.getType(type);
  const prefix = category === 'config' ? 'node-config-input' : 'node-input';
  return Object.entries(defaults).map(([name, definition]) => ({
    name,
    definition,
    field: $(`#${prefix}-${name}`),
  }));
}

function showDefault(field: JQuery, value: unknown): void {
  if (typeof value === 'boolean') field.prop('checked', value);
  else if (typeof value === 'string' || typeof value === 'number') field.val(value);
}

/**
 * Node-RED ticks a box for anything but an empty text. The third state of a box
 * means a variable: nobody knows here what it says.
 */
function showTick(box: JQuery, given: unknown): void {
  if (typeof given === 'boolean') return;
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  box.data(DATA_KEY, text).attr('title', text);
  box.prop({ checked: isTick(text), indeterminate: isReference(text) });
}

/** @param isOfNodes whether Node-RED fills the select with configuration nodes: what is not one, it does not show */
function showChoice(select: JQuery, given: unknown, isOfNodes: boolean): void {
  if (typeof given !== 'string' && typeof given !== 'number') return;
  const text = String(given);
  const isShown = isOfNodes ? !isReference(text) : select.val() !== null;
  if (!isShown && select.val() !== text) showInSelect(select, text);
}

function textBehind(box: JQuery): string | undefined {
  const text: unknown = box.data(DATA_KEY);
  if (typeof text !== 'string') return undefined;
  const isUntouched = isReference(text)
    ? box.prop('indeterminate') === true
    : box.is(':checked') === isTick(text);
  return isUntouched ? text : undefined;
}

/** What the runtime makes of a text in the place of a tick. */
function isTick(text: string): boolean {
  return text === 'true';
}
