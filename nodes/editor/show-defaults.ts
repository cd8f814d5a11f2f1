/**
 * Shows the default of each setting that a node lacks, because an older version
 * or a person wrote it. The runtime takes the default, too: a dialog that is
 * opened and done is not to change that. To be called before anything else
 * reads the fields.
 */
export function showDefaults(node: { type: string }): void {
  const { category, defaults } = RED.nodes.getType(node.type);
  const prefix = category === 'config' ? 'node-config-input' : 'node-input';
  const saved = new Map<string, unknown>(Object.entries(node));
  for (const [name, { value }] of Object.entries(defaults)) {
    if (saved.get(name) !== undefined) continue;
    const field = $(`#${prefix}-${name}`);
    if (typeof value === 'boolean') field.prop('checked', value);
    else if (typeof value === 'string' || typeof value === 'number') field.val(value);
  }
}
