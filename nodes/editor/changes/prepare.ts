import { WATCHES } from '../../settings';
import { showSaved } from '../show-saved';
import { translate } from '../translate';
import type { ChangesNode } from './changes-node';
import { showThresholds } from './field-row';
import { prepareFields } from './fields';
import { prepareStores } from './stores';

/** Fills the dialog: the stores, the fields, and a line on what the chosen comparison does. */
export function prepareChanges(this: ChangesNode & { type: string }): void {
  showSaved(this);
  prepareStores(this);
  prepareFields(this);
  $('#node-input-watch').on('change', () => {
    const watch = WATCHES.find((known) => known === $('#node-input-watch').val());
    // A variable may say anything: then nothing is told, and nothing hidden.
    const hint = watch === undefined ? '' : translate('inode-changes', `watch.${watch}.hint`);
    $('#inode-changes-watch-hint')
      .text(hint)
      .toggle(watch !== undefined);
    $('.inode-changes-fields-row').toggle(watch !== 'all');
    showThresholds();
    RED.tray.resize();
  });
}
