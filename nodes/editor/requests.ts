import { checkListMethod } from '../list-rules';
import { checkChoice, isPathBelow, isSafe } from '../rules';
import {
  ANSWER_MODES,
  ANSWERS,
  type InodeRequestSettings,
  isReference,
  REQUEST_BEFORE,
  REQUEST_METHODS,
} from '../settings';
import { followPaging, isSentAsList, shownPaging } from './paging';
import { showChoiceHint } from './shared/choice-hint';
import { dialog } from './shared/dialog';
import { followSince, saveSince, showSince } from './shared/since-rows';
import { translate } from './shared/translate';
import { prepareTypedField, typedValidator } from './shared/typed-fields';
import { choice, optionalProperty, validator } from './shared/validators';
import { headerRows, queryRows } from './shared/value-rows';

/** An `inode-request` or `rdp-request` as the editor holds it. */
type RequestNode = Partial<InodeRequestSettings> & { type: string };

export const { prepare, save } = dialog<RequestNode>({
  open(node) {
    showBefore(node);
    prepareBody();
    showSince(node);
    showRowsOfLists();
    followPaging();
    showChoiceHint({
      name: 'mode',
      choices: ANSWER_MODES,
      hint: '#inode-mode-hint',
      textOf: (mode) => translate('inode-config', `mode.${mode}.hint`),
    });
    queryRows.show(node);
    headerRows.show(node);
  },
  save(node) {
    queryRows.save(node);
    headerRows.save(node);
    saveSince(node);
  },
});

/** The headers get the height of their rows, the query parameters what is left. */
export function resize(): void {
  queryRows.fit();
  headerRows.fit();
  queryRows.resize();
}

export const validate = {
  method: choice(REQUEST_METHODS),

  // Requests stay below the account's base URL.
  path: validator((value) => (isPathBelow(value) ? undefined : 'path')),

  // What changes nothing has no body.
  body: typedValidator('bodyType', (valueOf) => !isSafe(valueOf('method'))),

  answer: choice(ANSWERS),

  key: optionalProperty,

  // Not every method gives a list.
  mode: validator<RequestNode>((mode, node) => {
    const { method = 'GET' } = node;
    const unknown = checkChoice(mode, ANSWER_MODES);
    if (unknown !== undefined || mode === 'answer' || mode === 'state') return unknown;
    // As Node-RED's own validators do, it prefers what the open dialog shows.
    const shown = String($('#node-input-method').val() ?? method);
    const paging = shownPaging(node);
    if (isReference(shown) || isReference(paging)) return undefined;
    return checkListMethod(shown, paging);
  }),
};

/** Shows of a node that was saved before there was a choice what holds for it. */
function showBefore(node: RequestNode): void {
  if (node.answer === undefined) $('#node-input-answer').val(REQUEST_BEFORE.answer);
}

/**
 * Lets the body be taken from the message, written or computed; a request that changes nothing
 * has none. Only of a POST it is asked whether it may be repeated.
 */
function prepareBody(): void {
  prepareTypedField('body', ['msg', 'json', 'jsonata', 'str'], bodyLabel());
  const method = $('#node-input-method');
  method.on('change', () => {
    const chosen = String(method.val());
    $('#inode-body-row').toggle(!isSafe(chosen));
    $('#inode-repeat-row').toggle(chosen === 'POST' || isReference(chosen));
    RED.tray.resize();
  });
}

/** The rows about a list have no place beside an answer that stays as it is, or the account's state. */
function showRowsOfLists(): void {
  $('#node-input-mode').on('change', () => {
    $('#dialog-form [data-mode="list"]').toggle(isSentAsList());
    followSince();
    RED.tray.resize();
  });
}

/** What Node-RED calls the body when it reports that something is wrong with it. */
export function bodyLabel(): string {
  return translate('inode-config', 'label.body');
}
