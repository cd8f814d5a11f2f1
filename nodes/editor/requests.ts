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

/** What is in the rows that every request has. */
const OF_REQUESTS =
  '#node-input-method, #node-input-path, #node-input-answer, #inode-headers-label, #node-input-headers-container, #inode-query-label, #node-input-query-container';

export const { prepare, save } = dialog<RequestNode>({
  open(node) {
    showBefore(node);
    prepareBody();
    showSince(node);
    followChoices();
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

/** Lets the body be taken from the message, written or computed. */
function prepareBody(): void {
  prepareTypedField('body', ['msg', 'json', 'jsonata', 'str'], bodyLabel());
}

/**
 * Shows what the chosen method and the chosen way to send have a use for: the account's state is
 * sent without a request; a request that changes nothing has no body, and only of a POST it is
 * asked whether it may be repeated; how a list is read does not matter where none is.
 */
function followChoices(): void {
  const show = (): void => {
    const method = String($('#node-input-method').val());
    const isRequested = $('#node-input-mode').val() !== 'state';
    $(OF_REQUESTS).closest('.form-row').toggle(isRequested);
    $('#inode-body-row').toggle(isRequested && !isSafe(method));
    $('#inode-repeat-row').toggle(isRequested && (method === 'POST' || isReference(method)));
    $('#dialog-form [data-mode="list"]').toggle(isSentAsList());
    followSince();
    RED.tray.resize();
  };
  $('#node-input-method, #node-input-mode').on('change', show);
}

/** What Node-RED calls the body when it reports that something is wrong with it. */
export function bodyLabel(): string {
  return translate('inode-config', 'label.body');
}
