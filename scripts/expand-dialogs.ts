/**
 * Makes plain HTML of the short form in which the edit dialogs are written:
 *
 * - `<div data-fields="username password"></div>` becomes a row for each name.
 *   `data-placeholder` is the key of the text that an empty field shows,
 *   `data-hint` the id of the element that explains the fields. A field that only
 *   one node has comes with `data-icon` and `data-label`, the key of its label.
 *   `data-secret="true"` shows dots where other dialogs show the value.
 *   `data-<property>="value"` stays on the row, for the dialog to show it with a choice.
 * - `data-tip` on a row or a field is the key of a text that says when to change the field.
 *   It becomes a hidden element, which the dialog shows as a tooltip of the label.
 * - Labels without a width of their own and explanations (Node-RED's class
 *   `form-tips`) get the dialogs' measures, and so does what has `data-beside`: it
 *   is in line with the inputs.
 */
import { type RowOptions, rowOf, SHARED_ROWS } from './expand-dialogs/rows';

/**
 * The labels' width, for which Node-RED's 100 pixels are too little in most
 * languages: what the inputs leave, which take 70 %, less the gap between them.
 */
const LABEL_WIDTH = 'clamp(100px, 30% - 6px, 130px)';

/** Where the inputs begin: after the label and a space between words. */
const INPUTS_LEFT = `calc(${LABEL_WIDTH} + 4px)`;

/**
 * Explanations take the width that the dialog has, whatever Node-RED's own limit
 * for them; and they wrap, where their longest line would widen the dialog.
 */
const TIPS = 'max-width: none; contain: inline-size';

const SHORT_ROWS = /^( *)<div (data-fields=[^>]*)><\/div>$/gm;

const ATTRIBUTES = /data-(\w+)="([^"]*)"/g;

/** The fields of a dialog, and the lists that are in the place of one. */
const FIELDS = /\bid="(node-(?:config-)?input)-(\w+)(?:-container)?"/g;

/**
 * The HTML of a node, as Node-RED loads it.
 *
 * @param file named in errors
 * @throws {TypeError} for a row that is not known, and where the fields are not the node's properties
 */
export function expandDialog(html: string, file: string): string {
  const end = html.indexOf('</script>');
  const [short, registration] = [html.slice(0, end), html.slice(end)];
  const prefix = /category: 'config'/.test(registration) ? 'node-config-input' : 'node-input';

  const template = short.replaceAll(
    SHORT_ROWS,
    (_, indent: string, attributes: string, offset: number) => {
      const rows = rowsOf(attributes, prefix, (name) => {
        const line = short.slice(0, offset).split('\n').length;
        const known = SHARED_ROWS.join(', ');
        throw new TypeError(
          `${file}:${line}: no row "${name}". Give it data-icon and data-label, or take one of: ${known}`,
        );
      });
      return rows.replaceAll(/^/gm, indent);
    },
  );
  if (template.includes('data-fields')) {
    throw new TypeError(`${file}: data-fields belongs to an empty <div> on a line of its own`);
  }
  assertFields(template, prefix, propertiesIn(registration), file);
  return withMeasures(withTips(template)) + registration;
}

function rowsOf(
  attributes: string,
  prefix: RowOptions['prefix'],
  unknown: (name: string) => never,
): string {
  const given = new Map(
    [...attributes.matchAll(ATTRIBUTES)].map(([, key = '', value = '']) => [key, value]),
  );
  const take = (key: string): string | undefined => {
    const value = given.get(key);
    given.delete(key);
    return value;
  };
  const names = take('fields')?.split(' ') ?? [];
  const options = {
    prefix,
    icon: take('icon'),
    label: take('label'),
    placeholder: take('placeholder'),
    tip: take('tip'),
    hint: take('hint'),
    isSecret: take('secret') === 'true',
    marks: [...given].map(([key, value]) => ` data-${key}="${value}"`).join(''),
  };
  return names.map((name) => rowOf(name, options) ?? unknown(name)).join('\n');
}

/** What the node registers as its `defaults` and `credentials`, each on a line that begins with its name. */
function propertiesIn(registration: string): Set<string> {
  return new Set([...registration.matchAll(/^ {6}(\w+): \{/gm)].map(([, name = '']) => name));
}

/** Node-RED fills and reads fields by their ids, and says nothing of one that it does not find. */
function assertFields(
  template: string,
  prefix: string,
  properties: ReadonlySet<string>,
  file: string,
): void {
  const fields = new Set(
    [...template.matchAll(FIELDS)].flatMap(([, found, name = '']) =>
      found === prefix ? [name] : [],
    ),
  );
  const strange = [...fields].filter((name) => !properties.has(name));
  const missing = [...properties].filter((name) => !fields.has(name));
  if (strange.length > 0)
    throw new TypeError(`${file}: not a property of the node: ${strange.join(', ')}`);
  if (missing.length > 0)
    throw new TypeError(`${file}: the dialog has no field for ${missing.join(', ')}`);
}

/** Puts the text of each field with `data-tip` before the field. */
function withTips(template: string): string {
  return template.replaceAll(
    /^( *)(<[a-z]+ [^>]*) data-tip="([^"]*)"/gm,
    (_, indent: string, tag: string, key: string) => {
      const [, id] = /\bid="([^"]*)"/.exec(tag) ?? [];
      const tip = `<span id="${id}-tip" class="inode-tip" data-i18n="${key}" hidden></span>`;
      return `${indent}${tip}\n${indent}${tag}`;
    },
  );
}

function withMeasures(template: string): string {
  return template.replaceAll(/<[a-z]+\b[^>]*>/g, (tag) => {
    let styled = tag;
    if (/\bclass="[^"]*\bform-tips\b/.test(tag)) styled = withStyle(styled, TIPS);
    if (/^<label\b/.test(tag) && !/\bstyle="[^"]*\bwidth:/.test(tag)) {
      styled = withStyle(styled, `width: ${LABEL_WIDTH}`);
    }
    if (/ data-beside\b/.test(tag)) {
      styled = withStyle(styled.replace(' data-beside', ''), `margin-left: ${INPUTS_LEFT}`);
    }
    return styled;
  });
}

function withStyle(tag: string, style: string): string {
  return / style="/.test(tag)
    ? tag.replace(/ style="([^"]*)"/, ` style="$1; ${style}"`)
    : tag.replace(/>$/, ` style="${style}">`);
}
