import { checkDays, checkPolls, checkTopics, splitPaths } from '../rules';
import { CHANGES_MODES, FIRSTS, UNKEYED, WATCHES } from '../settings';
import {
  type ChangesNode,
  fieldRows,
  showFieldProblems,
  showThresholds,
  validateFields,
} from './changes-fields';
import { showChoiceHint } from './shared/choice-hint';
import { dialog } from './shared/dialog';
import { offerPaths, takePaths } from './shared/offer-paths';
import { isStore, offerStores } from './shared/stores';
import { translate } from './shared/translate';
import { choice, isProperty, validator } from './shared/validators';

const OUTPUTS = ['added', 'changed', 'removed'];

export const { prepare, save } = dialog<ChangesNode & { id: string; type: string }>({
  open(node) {
    offerPaths(node, []);
    takePaths(node, $('#node-input-key'));
    offerStores(node);
    fieldRows.show(node);
    followWatch();
    showFieldProblems(node);
  },
  save: fieldRows.save,
});

export const { resize } = fieldRows;

export const validate = {
  key: validator((value) => (splitPaths(value).every(isProperty) ? undefined : 'property')),
  unkeyed: choice(UNKEYED),
  watch: choice(WATCHES),
  fields: validateFields,
  polls: validator(checkPolls),
  topics: validator(checkTopics),
  days: validator(checkDays),
  first: choice(FIRSTS),
  mode: choice(CHANGES_MODES),
  store: validator((value) => (isStore(value) ? undefined : 'store')),
};

/** What the messages of an output hold. */
export function outputLabel(index: number): string {
  return translate('inode-changes', `output.${OUTPUTS[index]}`);
}

/** Shows what the chosen comparison does, and the fields where it has any; a variable may say anything. */
function followWatch(): void {
  const watch = $('#node-input-watch');
  watch.on('change', () => {
    $('.inode-changes-fields-row').toggle(watch.val() !== 'all');
    showThresholds();
  });
  showChoiceHint({
    name: 'watch',
    choices: WATCHES,
    hint: '#inode-changes-watch-hint',
    textOf: (chosen) => translate('inode-changes', `watch.${chosen}.hint`),
  });
}
