import { asRecord } from '../../../src/json-value';
import { askRuntime } from './ask-runtime';

const LIST = 'inode-seen-paths';

/**
 * Gets the paths of the items that the deployed node saw last, for the fields of the open
 * dialog that `takePath` was called for. Anything else may still be typed. Where nothing can
 * be got, nothing is offered, and nothing is said.
 *
 * A browser's own list, and not Node-RED's `autoComplete`: that one opens at any key, Shift
 * among them, and then takes Tab for a choice.
 *
 * @param fields properties whose fields take a path
 */
export function offerPaths(node: { id: string; type: string }, fields: readonly string[]): void {
  const list = $('<datalist>').attr('id', LIST).appendTo('#dialog-form');
  for (const name of fields) takePath($(`#node-input-${name}`));
  void askRuntime(`${node.type}/paths`, node.id, { id: node.id }).then((answer) => {
    const { paths } = asRecord('body' in answer ? answer.body : undefined);
    if (!Array.isArray(paths)) return;
    list.append(paths.map((path: unknown) => $('<option>').val(String(path))));
  });
}

/** Has a field offer the paths. */
export function takePath(field: JQuery): JQuery {
  return field.attr('list', LIST);
}
