import { ANSWER_MODES, LIST_MODES } from '../../settings';
import { textKey } from '../shared/translate';
import { askRows } from './ask-rows';
import { INSECURE_ROW } from './insecure-row';
import { modeRows } from './mode-rows';
import { QUERY_ROWS } from './query-rows';
import { BODY_ROW, METHOD_ROW } from './request-rows';

/** What tells one plain field from another. Its label is a text of the same name. */
interface Field {
  icon: string;
  secret?: true;
}

const FIELDS = new Map<string, Field>([
  ['name', { icon: 'tag' }],
  ['server', { icon: 'user' }],
  ['token', { icon: 'lock', secret: true }],
  ['username', { icon: 'user' }],
  ['password', { icon: 'lock', secret: true }],
  ['clientId', { icon: 'id-card-o' }],
  ['clientSecret', { icon: 'lock', secret: true }],
  ['baseUrl', { icon: 'globe' }],
  ['path', { icon: 'globe' }],
  ['tokenUrl', { icon: 'key' }],
  ['scope', { icon: 'filter' }],
  ['timeout', { icon: 'clock-o' }],
  ['retries', { icon: 'repeat' }],
  ['concurrency', { icon: 'sliders' }],
  ['tls', { icon: 'certificate' }],
  ['proxy', { icon: 'random' }],
]);

/** Fields that are more than a label and an input. */
const SPECIAL_ROWS = new Map([
  ['allowInsecure', INSECURE_ROW],
  ['mode', modeRows(LIST_MODES)],
  ['answerMode', modeRows(ANSWER_MODES)],
  ['method', METHOD_ROW],
  ['body', BODY_ROW],
  ['query', QUERY_ROWS],
  ['test', askRows('inode-test', 'test', 'plug')],
  ['preview', askRows('inode-preview', 'preview', 'eye')],
]);

export interface FieldOptions {
  /** How the ids of the dialog's inputs begin. */
  prefix: 'node-config-input' | 'node-input';
  /** Key of the text that the empty field shows. */
  placeholder: string | undefined;
  /** Id of the element that explains the field. */
  hint: string | undefined;
  /** The icon and the label's key of a field that only this node has. */
  own: { icon: string; label: string } | undefined;
  /** What else the row is marked with. */
  marks: DOMStringMap;
}

/**
 * The markup of a field that is a label and an input, or that several dialogs have.
 *
 * @throws {TypeError} for a field that is neither known nor the node's own
 */
export function fieldRow(name: string, options: FieldOptions): string {
  const { prefix, placeholder, hint, own, marks } = options;
  const special = own === undefined ? SPECIAL_ROWS.get(name) : undefined;
  if (special !== undefined) return special;
  const field: Field | undefined = own ?? FIELDS.get(name);
  if (field === undefined) throw new TypeError(`no such field: ${name}`);
  const id = `${prefix}-${name}`;
  const label = own?.label ?? textKey('inode-config', `label.${name}`);
  const type = field.secret ? 'password' : 'text';
  const marked = Object.entries(marks).map(([mark, value]) => ` data-${mark}="${value}"`);
  const shown = placeholder === undefined ? '' : ` data-i18n="[placeholder]${placeholder}"`;
  const described = hint === undefined ? '' : ` aria-describedby="${hint}"`;
  return `
    <div class="form-row"${marked.join('')}>
      <label for="${id}"><i class="fa fa-${field.icon}"></i> <span data-i18n="${label}"></span></label>
      <input type="${type}" id="${id}"${shown}${described}>
    </div>`;
}
