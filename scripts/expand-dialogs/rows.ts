import { ANSWER_MODES, ANSWERS, LIST_MODES, OVERLAPS, REQUEST_METHODS } from '../../nodes/settings';

/** What a dialog says of a row, beside its name. */
export interface RowOptions {
  /** How the ids of the dialog's inputs begin. */
  readonly prefix: 'node-config-input' | 'node-input';
  /** Key of the text that the empty field shows. */
  readonly placeholder?: string | undefined;
  /** Key of the text that says when to change the field; some of the shared fields have theirs. */
  readonly tip?: string | undefined;
  /** Id of the element that explains the field. */
  readonly hint?: string | undefined;
  /** Font Awesome's name of the icon; the dialogs' shared fields have theirs. */
  readonly icon?: string | undefined;
  /** Key of the label; the dialogs' shared fields have theirs. */
  readonly label?: string | undefined;
  /** Show dots, for what is a secret in this dialog alone. */
  readonly isSecret?: boolean | undefined;
  /** Attributes of the row itself, such as ` data-output="worldmap"`. */
  readonly marks: string;
}

/** The fields that are a label and an input, by their names, which are those of their labels, too. */
const ICONS: ReadonlyMap<string, string> = new Map([
  ['name', 'tag'],
  ['server', 'user'],
  ['token', 'lock'],
  ['username', 'user'],
  ['password', 'lock'],
  ['clientId', 'id-card-o'],
  ['clientSecret', 'lock'],
  ['baseUrl', 'globe'],
  ['path', 'globe'],
  ['tokenUrl', 'key'],
  ['key', 'key'],
  ['scope', 'filter'],
  ['timeout', 'clock-o'],
  ['retries', 'repeat'],
  ['concurrency', 'sliders'],
  ['maxMegabytes', 'microchip'],
  ['requestsPerMinute', 'tachometer'],
  ['tls', 'certificate'],
  ['proxy', 'random'],
]);

/** The shared fields for which there is a text, below the catalog's `tip`, that says when to change them. */
const TIPS: ReadonlySet<string> = new Set([
  'baseUrl',
  'path',
  'tokenUrl',
  'key',
  'scope',
  'timeout',
  'retries',
  'concurrency',
  'maxMegabytes',
  'requestsPerMinute',
  'tls',
  'proxy',
]);

const SECRETS: ReadonlySet<string> = new Set(['token', 'password', 'clientSecret']);

/** What is more than a label and an input. */
const SPECIAL_ROWS: ReadonlyMap<string, string> = new Map([
  ['allowInsecure', insecureRows()],
  ['mode', modeRows(LIST_MODES)],
  ['answerMode', modeRows(ANSWER_MODES)],
  ['method', selectRow('method', 'exchange', REQUEST_METHODS)],
  ['overlap', selectRow('overlap', 'hourglass-half', OVERLAPS, 'tip.overlap')],
  ['body', bodyRow()],
  ['repeat', repeatRow()],
  ['answer', selectRow('answer', 'file-o', ANSWERS)],
  ['query', listRows('query')],
  ['headers', listRows('headers')],
  ['users', '<div class="form-row" id="inode-users" style="display: none"></div>'],
  ['test', askRows('inode-test', 'test', 'plug')],
  ['state', askRows('inode-state', 'state', 'heartbeat')],
  ['preview', askRows('inode-preview', 'preview', 'eye')],
]);

/** The names of all rows that are there for every dialog. */
export const SHARED_ROWS: readonly string[] = [...ICONS.keys(), ...SPECIAL_ROWS.keys(), 'since'];

/** The markup of a row that is there for every dialog, or that has an icon of its own. */
export function rowOf(name: string, options: RowOptions): string | undefined {
  const { prefix, placeholder, hint, marks } = options;
  const icon = options.icon ?? ICONS.get(name);
  if (name === 'since') return sinceRows(marks);
  if (icon === undefined) return SPECIAL_ROWS.get(name);
  const id = `${prefix}-${name}`;
  const label = options.label ?? textKey(`label.${name}`);
  const type = options.isSecret || SECRETS.has(name) ? 'password' : 'text';
  const shown = placeholder === undefined ? '' : ` data-i18n="[placeholder]${placeholder}"`;
  const tipKey =
    options.tip ?? (TIPS.has(name) && !options.label ? textKey(`tip.${name}`) : undefined);
  const tip = tipKey === undefined ? '' : ` data-tip="${tipKey}"`;
  const described = hint === undefined ? '' : ` aria-describedby="${hint}"`;
  return `\
<div class="form-row"${marks}>
  ${labelOf(id, icon, label)}
  <input type="${type}" id="${id}"${tip}${shown}${described}>
</div>`;
}

/** Allows plain http; shown where an address asks for it. */
function insecureRows(): string {
  return `\
<div id="inode-insecure">
  <div class="form-row">
    <label for="node-config-input-allowInsecure" data-beside style="width: auto; margin-bottom: 0">
      <input type="checkbox" id="node-config-input-allowInsecure" style="width: auto; margin: 0 4px 0 0; vertical-align: baseline" aria-describedby="inode-insecure-hint">
      <span data-i18n="${textKey('label.allowInsecure')}"></span>
    </label>
  </div>
  <div class="form-row form-tips form-warning" id="inode-insecure-hint" data-i18n="${textKey('insecure.hint')}"></div>
</div>`;
}

/** How something is sent on, and a line on what the choice does. */
function modeRows(modes: readonly string[]): string {
  const options = modes.map(
    (mode) => `    <option value="${mode}" data-i18n="${textKey(`mode.${mode}.option`)}"></option>`,
  );
  return `\
<div class="form-row">
  ${labelOf('node-input-mode', 'envelope-o', textKey('label.mode'))}
  <select id="node-input-mode" style="width: 70%" aria-describedby="inode-mode-hint">
${options.join('\n')}
  </select>
</div>
<div class="form-row form-tips" id="inode-mode-hint" aria-live="polite"></div>`;
}

/** A choice; of methods by their names, of others by texts that the catalog has under the name of the property. */
function selectRow(name: string, icon: string, values: readonly string[], tip?: string): string {
  const options = values.map((value) =>
    name === 'method'
      ? `    <option value="${value}">${value}</option>`
      : `    <option value="${value}" data-i18n="${textKey(`${name}.${value}`)}"></option>`,
  );
  const id = `node-input-${name}`;
  return `\
<div class="form-row">
  ${labelOf(id, icon, textKey(`label.${name}`))}
  <select id="${id}"${tip === undefined ? '' : ` data-tip="${textKey(tip)}"`} style="width: 70%">
${options.join('\n')}
  </select>
</div>`;
}

/** What separates new items from old ones; all but the field has a place only beside it. */
function sinceRows(marks: string): string {
  const row = (
    name: string,
    icon: string,
    field: string,
    place = ' data-since="more"',
  ): string => `\
<div class="form-row"${place}${marks}>
  ${labelOf(`inode-since-${name}`, icon, textKey(`label.${field}`))}
  ${name === 'store' ? '<select id="inode-since-store" style="width: 70%"></select>' : `<input type="text" id="inode-since-${name}" data-i18n="[placeholder]${textKey(`placeholder.${field === 'since' ? 'sinceField' : field}`)}" aria-describedby="inode-since-hint">`}
</div>`;
  return [
    row('field', 'history', 'since', ' id="node-input-since-container"'),
    row('parameter', 'filter', 'sinceParameter'),
    row('overlap', 'clone', 'sinceOverlap'),
    row('store', 'database', 'sinceStore'),
    `<div class="form-row form-tips" id="inode-since-hint" data-since="more"${marks} data-i18n="${textKey('since.hint')}"></div>`,
  ].join('\n');
}

/** What a request sends; a typed input. */
function bodyRow(): string {
  return `\
<div class="form-row" id="inode-body-row">
  ${labelOf('node-input-body', 'file-text-o', textKey('label.body'))}
  <input type="text" id="node-input-body" data-tip="${textKey('tip.body')}" style="width: 70%">
  <input type="hidden" id="node-input-bodyType">
</div>`;
}

/** Whether a POST may be sent again; shown where it is one. */
function repeatRow(): string {
  return `\
<div class="form-row" id="inode-repeat-row">
  <label for="node-input-repeat" data-beside style="width: auto; margin-bottom: 0">
    <input type="checkbox" id="node-input-repeat" style="width: auto; margin: 0 4px 0 0; vertical-align: baseline">
    <span data-i18n="${textKey('label.repeat')}"></span>
  </label>
</div>`;
}

/** A list of names and values. */
function listRows(property: 'query' | 'headers'): string {
  return `\
<div class="form-row" style="margin-bottom: 0">
  <label style="width: auto" id="inode-${property}-label"><i class="fa fa-list"></i> <span data-i18n="${textKey(`label.${property}`)}"></span></label>
</div>
<div class="form-row inode-${property}-row">
  <ol id="node-input-${property}-container"${property === 'query' ? ` data-tip="${textKey('tip.query')}"` : ''} aria-labelledby="inode-${property}-label"></ol>
</div>`;
}

/**
 * A button that asks the runtime, and the place for the answer: a live region,
 * which is there from the start so that screen readers announce what appears in it.
 *
 * @param set the key of the texts, below which `button` is that of the button
 */
function askRows(id: string, set: string, icon: string): string {
  return `\
<div class="form-row">
  <button type="button" class="red-ui-button" id="${id}"><i class="fa fa-${icon}"></i> <span data-i18n="${textKey(`${set}.button`)}"></span></button>
</div>
<div class="form-row" id="${id}-result" role="status">
  <div class="form-tips" style="display: none; max-height: 180px; overflow: auto; overflow-wrap: anywhere"></div>
</div>`;
}

function labelOf(id: string, icon: string, key: string): string {
  return `<label for="${id}"><i class="fa fa-${icon}"></i> <span data-i18n="${key}"></span></label>`;
}

/** A text of the shared catalog, fully qualified: Node-RED keeps a catalog for each type of node. */
function textKey(key: string): string {
  return `@inode-flows/node-red-inode/inode-config:inode-config.${key}`;
}
