import { type Outcome, prepareAskButton, warning } from './shared/ask-button';
import { askRuntime } from './shared/ask-runtime';
import { chosenNode } from './shared/other-nodes';
import { queryRows } from './shared/query-rows';
import { translate } from './shared/translate';

/** What in Node-RED's tree of an object can be opened. */
const HANDLE = '.red-ui-debug-msg-expandable';

/** Makes the button work that shows how the list begins with what the dialog shows. */
export function prepareListPreview(node: { id: string; type: string }): void {
  prepareAskButton('inode-preview', 'preview', () => preview(node));
}

async function preview({ id, type }: { id: string; type: string }): Promise<Outcome> {
  const server = chosenNode($('#node-input-server'));
  if (server === '') return warning(text('noAccount'));
  const answer = await askRuntime(`${type}/preview`, server, {
    id,
    server,
    query: queryRows.read(),
  });
  if ('problem' in answer) return warning(answer.problem);
  const { items, count, leftOut }: Partial<Record<string, unknown>> = { ...answer.body };
  const shown: unknown[] = Array.isArray(items) ? items : [];
  const names: unknown[] = Array.isArray(leftOut) ? leftOut : [];
  return {
    lines: [
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
    const element = RED.utils.createObjectElement(item, { key: String(index) });
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
