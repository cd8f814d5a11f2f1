import { asRecord } from '../../../src/json-value';
import { checkSince, checkSinceOverlap } from '../../list-rules';
import { SINCE_DEFAULTS, type SinceSettings } from '../../settings';
import { isStore, offerStores } from './stores';
import { isProperty, validator } from './validators';

const NAMES = ['field', 'parameter', 'overlap', 'store'] as const satisfies (keyof SinceSettings)[];

type SinceTexts = Record<keyof SinceSettings, string>;

/** What the open dialog showed first. */
let shown = '';

/** Fills the rows on what is new; all but the first one have a place only beside it. */
export function showSince(node: object): void {
  const saved = textsOf(asRecord(node)['since']);
  offerStores(saved, '#inode-since-store');
  for (const name of NAMES) fieldOf(name).val(saved[name]);
  shown = JSON.stringify(read());
  fieldOf('field').on('input', followSince);
  followSince();
}

/** Shows what belongs to the field, where it is shown and filled in. */
export function followSince(): void {
  const row = $('#node-input-since-container');
  const isUsed = row.css('display') !== 'none' && read().field !== '';
  $('#dialog-form [data-since]').toggle(isUsed);
  RED.tray.resize();
}

/** Puts the rows into the node, unless nobody has changed them: it may have been saved without. */
export function saveSince(node: object): void {
  const since = read();
  if (JSON.stringify(since) !== shown) Object.assign(node, { since });
}

/** Flags what the runtime would refuse. */
export function validateSince(since: unknown, _options: object): true | string[] {
  const { field, parameter, overlap, store } = textsOf(since);
  const path = validator((text) => (text === '' || isProperty(text) ? undefined : 'property'));
  const name = validator(() => checkSince(field.trim(), parameter.trim()));
  const margin = validator(checkSinceOverlap);
  const place = validator((text) => (isStore(text) ? undefined : 'store'));
  const found = [
    path.call({}, field, {}),
    name.call({}, parameter, {}),
    margin.call({}, overlap, {}),
    place.call({}, store, {}),
  ];
  const problems = found.filter((each) => each !== true);
  return problems.length === 0 || problems;
}

function read(): SinceTexts {
  const texts: SinceTexts = { field: '', parameter: '', overlap: '', store: '' };
  for (const name of NAMES) texts[name] = String(fieldOf(name).val() ?? '').trim();
  return texts;
}

/** What is saved, as texts; a flow that was written by hand may hold anything. */
function textsOf(since: unknown): SinceTexts {
  const saved = { ...SINCE_DEFAULTS, ...asRecord(since) };
  const texts: SinceTexts = { field: '', parameter: '', overlap: '', store: '' };
  for (const name of NAMES) texts[name] = String(saved[name] ?? '');
  return texts;
}

function fieldOf(name: keyof SinceSettings): JQuery {
  return $(`#inode-since-${name}`);
}
