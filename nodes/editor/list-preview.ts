import { undeployedAccount } from './connection/undeployed';
import { type Outcome, prepareAskButton, warning } from './shared/ask-button';
import { askRuntime } from './shared/ask-runtime';
import { chosenNode, isInSubflow, nodeOf } from './shared/other-nodes';
import { heightLeftBeside } from './shared/rows';
import { translate } from './shared/translate';
import { queryRows } from './shared/value-rows';

/** What in Node-RED's tree of an object can be opened. */
const HANDLE = '.red-ui-debug-msg-expandable';

/** Where the outcome is shown. */
const RESULT = '#inode-preview-result';

/** Pixels below which no item could be read. */
const MIN_HEIGHT = 180;

/** A node with a list, as its dialog is open. */
interface PreviewedNode {
  readonly id: string;
  readonly type: string;
}

/** Makes the button work that shows how the list begins with what the dialog shows. */
export function prepareListPreview(node: PreviewedNode): void {
  prepareAskButton('inode-preview', 'preview', (signal) => preview(node, signal));
}

/** Gives the preview the height that the rest of the dialog leaves. */
export function fitPreview(): void {
  const tips = $(`${RESULT} .form-tips`);
  const around = ($(RESULT).outerHeight(true) ?? 0) - (tips.outerHeight() ?? 0);
  tips.css('max-height', Math.max(MIN_HEIGHT, heightLeftBeside(RESULT) - around));
}

async function preview(node: PreviewedNode, signal: AbortSignal): Promise<Outcome> {
  const server = chosenNode($('#node-input-server'));
  if (server === '') return warning(text('noAccount'));
  const account = nodeOf(server);
  const query = queryRows.read();
  const changed = account.changed === true && !isInSubflow(account);
  const asShown = changed
    ? await askRuntime(
        'inode-config/preview',
        server,
        { ...undeployedAccount(account), type: node.type, node: node.id, query },
        { signal },
      )
    : undefined;
  if (asShown !== undefined && 'body' in asShown) return outcomeOf(asShown.body);
  if (asShown !== undefined && !asShown.isForbidden) return warning(asShown.problem);
  const question = { id: node.id, server, query };
  const answer = await askRuntime(`${node.type}/preview`, server, question, { signal });
  if ('problem' in answer) return warning(answer.problem);
  return outcomeOf(answer.body, account.changed === true ? [text('asDeployed')] : []);
}

function outcomeOf(body: object, notes: readonly string[] = []): Outcome {
  const { items, count, leftOut }: Partial<Record<string, unknown>> = { ...body };
  const shown: unknown[] = Array.isArray(items) ? items : [];
  const names: unknown[] = Array.isArray(leftOut) ? leftOut : [];
  return {
    lines: [
      ...notes,
      headline(shown.length, count),
      ...(names.length > 0 ? [text('leftOut', { names: names.join(', ') })] : []),
      itemTree(shown),
    ],
    isGood: undefined,
  };
}

function headline(shown: number, count: unknown): string {
  if (shown === 0) return text('empty');
  return typeof count === 'number' ? text('of', { shown, count }) : text('first', { shown });
}

function text(key: string, values?: Record<string, string | number>): string {
  return translate('inode-config', `preview.${key}`, values);
}

/** Items as the debug sidebar shows objects, the first one opened; the keyboard opens them, too. */
function itemTree(items: readonly unknown[]): JQuery {
  const tree = $('<div>').css({ marginTop: 4 });
  for (const [index, item] of items.entries()) {
    // A source makes Node-RED offer to copy the path and the value of each field.
    const options = { key: String(index), path: '', sourceId: 'inode-preview' };
    const element = RED.utils.createObjectElement(item, options);
    $('<div class="red-ui-debug-msg-payload">').append(element).appendTo(tree);
  }
  const makeReachable = (): void => {
    tree.find(HANDLE).each((_, handle) => {
      const isOpen = !$(handle).parent().hasClass('collapsed');
      $(handle).attr({ tabindex: 0, role: 'button', 'aria-expanded': String(isOpen) });
    });
  };
  // Opening one shows others.
  tree.on('click', makeReachable);
  tree.on('keydown', HANDLE, (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    $(event.currentTarget).trigger('click');
  });
  makeReachable();
  tree.find(HANDLE).first().trigger('click');
  return tree;
}
