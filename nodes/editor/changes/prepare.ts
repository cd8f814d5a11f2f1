import { showDefaults } from '../show-defaults';
import { translate } from '../translate';
import { type ChangesNode, watchOf } from './changes-node';
import { showThresholds } from './field-row';
import { prepareFields } from './fields';
import { prepareStores } from './stores';

/** Fills the dialog: the stores, the fields, and a line on what the chosen comparison does. */
export function prepareChanges(this: ChangesNode & { type: string }): void {
  showDefaults(this);
  prepareStores(this);
  prepareFields(this);
  $('#node-input-watch').on('change', () => {
    const watch = watchOf(this);
    $('#inode-changes-watch-hint').text(translate('inode-changes', `watch.${watch}.hint`));
    $('.inode-changes-fields-row').toggle(watch !== 'all');
    showThresholds();
    RED.tray.resize();
  });
}
