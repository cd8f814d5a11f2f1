import { asRecord } from '../../../src/json-value';
import { askRuntime } from './ask-runtime';

const LIST = 'inode-seen-paths';
const DEVICE_LIST = `${LIST}-devices`;

/** What the deployed nodes saw last, by their ids, as far as their dialogs have asked. */
const seen = new Map<string, readonly string[]>();

/**
 * Gets the paths of the items that the deployed node saw last, for the fields of the open
 * dialog that `takePath` was called for. Anything else may still be typed. Where nothing can
 * be got, nothing is offered, and nothing is said.
 *
 * A browser's own list, and not Node-RED's `autoComplete`: that one opens at any key, Shift
 * among them, and then takes Tab for a choice.
 *
 * @param fields properties whose fields take a path
 * @param deviceFields those whose fields take a path in the devices that come with a list
 */
export function offerPaths(
  node: { id: string; type: string },
  fields: readonly string[],
  deviceFields: readonly string[] = [],
): void {
  const list = $('<datalist>').attr('id', LIST).appendTo('#dialog-form');
  for (const name of fields) takePath($(`#node-input-${name}`));
  const deviceList = $('<datalist>').attr('id', DEVICE_LIST).appendTo('#dialog-form');
  for (const name of deviceFields) $(`#node-input-${name}`).attr('list', DEVICE_LIST);
  void askRuntime(`${node.type}/paths`, node.id, { id: node.id }).then((answer) => {
    const { paths, devicePaths } = asRecord('body' in answer ? answer.body : undefined);
    if (Array.isArray(devicePaths)) deviceList.append(optionsOf(devicePaths.map(String)));
    if (!Array.isArray(paths)) return;
    const texts = paths.map(String);
    seen.set(node.id, texts);
    list.append(optionsOf(texts));
    list.trigger('inode-offered');
  });
}

/** Has a field offer the paths. */
export function takePath(field: JQuery): JQuery {
  return field.attr('list', LIST);
}

/** Has a field that takes several paths, parted by commas, offer them for the last of these. */
export function takePaths(node: { id: string }, field: JQuery): void {
  const list = $('<datalist>').attr('id', `${LIST}-more`).appendTo('#dialog-form');
  const offer = (): void => {
    const typed = String(field.val());
    const before = typed.slice(0, typed.lastIndexOf(',') + 1);
    const start = before === '' ? '' : `${before} `;
    const paths = seen.get(node.id) ?? [];
    list.empty().append(optionsOf(paths.map((path) => start + path)));
  };
  field.attr('list', `${LIST}-more`).on('input', offer);
  $('#dialog-form').on('inode-offered', offer);
}

/** The paths that the deployed node saw last, if its dialog was open since. */
export function seenPaths(node: { id?: string }): readonly string[] {
  return seen.get(node.id ?? '') ?? [];
}

function optionsOf(paths: readonly string[]): JQuery[] {
  return paths.map((path) => $('<option>').val(path));
}
