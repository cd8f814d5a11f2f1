import { prepareAskButton, type Told, warning } from '../ask-button';
import { askRuntime } from '../ask-runtime';
import { chosenNode } from '../chosen-node';
import { readQuery } from '../query/query-editor';
import { translate } from '../translate';
import { itemTree } from './item-tree';
import type { ListNode } from './list-node';

/** Makes the button work that shows how the list begins with what stands in the dialog. */
export function preparePreview(node: ListNode): void {
  prepareAskButton('inode-preview', 'preview', () => preview(node));
}

async function preview({ id, type }: ListNode): Promise<Told> {
  const server = chosenNode($('#node-input-server'));
  if (server === '') return warning(text('noAccount'));
  const answer = await askRuntime(`${type}/preview`, server, {
    id,
    server,
    query: readQuery(),
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
    isWarning: false,
  };
}

function headline(shown: number, count: unknown): string {
  if (shown === 0) return text('empty');
  return typeof count === 'number' ? text('of', { shown, count }) : text('first', { shown });
}

function text(key: string, values?: Record<string, string | number>): string {
  return translate('inode-config', `preview.${key}`, values);
}
