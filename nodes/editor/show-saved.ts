import { isReference } from '../settings';
import { showInBox, showInSelect, standsForText } from './saved-text';

/**
 * Shows of each setting what the runtime takes: its default where a node lacks
 * it, because an older version or a person wrote it, and a text that stands for
 * a tick or a choice. A dialog that is opened and done is not to change that:
 * see `keepSaved`. To be called before anything else reads the fields.
 */
export function showSaved(node: { type: string }): void {
  const saved = new Map<string, unknown>(Object.entries(node));
  for (const { name, definition, field } of fieldsOf(node)) {
    const given = saved.get(name);
    if (given === undefined) showDefault(field, definition.value);
    else if (field.is(':checkbox')) showTick(field, given);
    else if (field.is('select')) showChoice(field, given, definition.type !== undefined);
  }
}

/**
 * Leaves the texts as they are that stand for ticks which nobody has changed. To
 * be called when a dialog is saved: Node-RED then takes over the fields that it finds.
 */
export function keepSaved(node: { type: string }): void {
  for (const { field } of fieldsOf(node)) if (standsForText(field)) field.removeAttr('id');
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

function showTick(box: JQuery, given: unknown): void {
  if (typeof given === 'boolean') return;
  showInBox(box, typeof given === 'string' ? given : JSON.stringify(given));
}

/** @param isOfNodes whether Node-RED fills the select with configuration nodes, and shows none for what is none */
function showChoice(select: JQuery, given: unknown, isOfNodes: boolean): void {
  if (typeof given !== 'string' && typeof given !== 'number') return;
  const text = String(given);
  const isShown = isOfNodes ? !isReference(text) : select.val() !== null;
  if (!isShown && select.val() !== text) showInSelect(select, text);
}
