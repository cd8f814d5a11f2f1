import { LIST_MODES, type ListMode } from '../settings';
import { fitPreview, prepareListPreview } from './list-preview';
import { showChoiceHint } from './shared/choice-hint';
import { dialog } from './shared/dialog';
import { saveSince, showSince } from './shared/since-rows';
import { translate } from './shared/translate';
import { choice, optionalProperty } from './shared/validators';
import { queryRows } from './shared/value-rows';

/** An `inode-links` or `inode-devices` as the editor holds it. */
interface ListNode {
  id: string;
  type: string;
  name?: string;
  mode?: unknown;
}

export const { prepare, save } = dialog<ListNode>({
  open(node) {
    queryRows.show(node);
    showSince(node);
    prepareListPreview(node);
    showChoiceHint({
      name: 'mode',
      choices: LIST_MODES,
      hint: '#inode-mode-hint',
      textOf: (mode) => translate('inode-config', `mode.${mode}.hint`),
    });
  },
  save(node) {
    queryRows.save(node);
    saveSince(node);
  },
});

export function resize(): void {
  queryRows.fit();
  fitPreview();
}

export const validate = { mode: choice(LIST_MODES), key: optionalProperty };

/** The node's name or, without one, what it does. */
export function label(this: ListNode): string {
  return this.name || translate(this.type, `label.${modeOf(this)}`);
}

/** What one message of the output holds. */
export function outputLabel(this: ListNode): string {
  return translate(this.type, `output.${modeOf(this)}`);
}

/** How the node sends its list on; `list` as long as it says nothing that is known. */
function modeOf({ mode }: ListNode): ListMode {
  return LIST_MODES.find((known) => known === mode) ?? 'list';
}
