import { checkChoice, checkListMethod, isPathBelow } from '../rules';
import { ANSWER_MODES, type InodeRequestSettings, isReference, REQUEST_METHODS } from '../settings';
import { showChoiceHint } from './shared/choice-hint';
import { dialog } from './shared/dialog';
import { queryRows } from './shared/query-rows';
import { translate } from './shared/translate';
import { prepareTypedField, typedValidator } from './shared/typed-fields';
import { choice, optionalProperty, validator } from './shared/validators';

/** An `inode-request` or `rdp-request` as the editor holds it. */
type RequestNode = Partial<InodeRequestSettings> & { type: string };

export const { prepare, save } = dialog<RequestNode>({
  open(node) {
    prepareBody();
    showRowsOfLists();
    showChoiceHint({
      name: 'mode',
      choices: ANSWER_MODES,
      hint: '#inode-mode-hint',
      textOf: (mode) => translate('inode-config', `mode.${mode}.hint`),
    });
    queryRows.show(node);
  },
  save: queryRows.save,
});

export const { resize } = queryRows;

export const validate = {
  method: choice(REQUEST_METHODS),

  // Requests stay below the account's base URL.
  path: validator((value) => (isPathBelow(value) ? undefined : 'path')),

  // A GET has no body.
  body: typedValidator('bodyType', (valueOf) => valueOf('method') !== 'GET'),

  key: optionalProperty,

  // Other methods than GET give no list.
  mode: validator<RequestNode>((mode, { method = 'GET' }) => {
    const unknown = checkChoice(mode, ANSWER_MODES);
    if (unknown !== undefined || mode === 'answer' || mode === 'state') return unknown;
    // As Node-RED's own validators do, it prefers what the open dialog shows.
    const shown = String($('#node-input-method').val() ?? method);
    return isReference(shown) ? undefined : checkListMethod(shown);
  }),
};

/** Lets the body be taken from the message, written or computed; a GET has none. */
function prepareBody(): void {
  prepareTypedField('body', ['msg', 'json', 'jsonata', 'str'], bodyLabel());
  const method = $('#node-input-method');
  method.on('change', () => {
    $('#inode-body-row').toggle(method.val() !== 'GET');
    RED.tray.resize();
  });
}

/** What is asked about a list has no place beside an answer that stays as it is. */
function showRowsOfLists(): void {
  const mode = $('#node-input-mode');
  mode.on('change', () => {
    $('#dialog-form [data-mode="list"]').toggle(mode.val() !== 'answer' && mode.val() !== 'state');
    RED.tray.resize();
  });
}

/** What Node-RED calls the body when it reports that something is wrong with it. */
export function bodyLabel(): string {
  return translate('inode-config', 'label.body');
}
